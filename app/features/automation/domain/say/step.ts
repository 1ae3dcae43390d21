import { formatMoney, type Money } from "../../../../core/money.ts";
import type { Step } from "../actions.ts";
import type { Deadline, Recipient, Release } from "../directives.ts";
import { sayCondition } from "./condition.ts";
import { sayMoment } from "./value.ts";
import type { Voice } from "./voice.ts";

/** What an action does, in words: "Hold (high risk of fraud) until somebody releases it". */
export function sayStep(step: Step, voice: Voice): string {
  const { t } = voice;
  const amount = (money: Money) => formatMoney(money, voice.locale);
  switch (step.do) {
    case "requireLocations":
    case "excludeLocations":
      return t(`step.${step.do}`, { where: sayCondition(step.where, voice) });
    case "preferLocations":
    case "penaliseLocations":
      return t(`step.${step.do}`, { where: sayCondition(step.where, voice), amount: amount(step.by) });
    case "priceExtraParcel":
      return t("step.priceExtraParcel", { amount: amount(step.by) });
    case "minParcelValue":
      return t("step.minParcelValue", { amount: amount(step.value) });
    case "ship":
      return t(`step.ship.${step.mode}`);
    case "useCarrier":
    case "avoidCarrier":
      return t(`step.${step.do}`, { carrier: [step.carrier, step.service].filter(Boolean).join(" ") });
    case "hold":
      return t("step.hold", { reason: t(`holdReason.${step.reason}`), release: sayRelease(step.release, voice) });
    case "deadline":
      return t("step.deadline", { within: sayDeadline(step.within, voice) });
    case "priority":
      return t("step.priority", { level: step.level });
    case "sendToService":
      return t("step.sendToService", { location: voice.nameOf("locations", step.location) });
    case "addTag":
    case "removeTag":
      return t(`step.${step.do}`, { tag: step.tag });
    case "addNote":
      return t("step.addNote", { text: step.text });
    case "notify":
      return t("step.notify", { to: sayRecipient(step.to, voice) });
    case "assign":
      return t("step.assign", { staff: voice.nameOf("staff", step.staff) });
    case "forbidSplit":
    case "stop":
      return t(`step.${step.do}`);
  }
}

/** When a hold ends: "somebody releases it". */
function sayRelease(release: Release, voice: Voice): string {
  switch (release.until) {
    case "person":
      return voice.t("release.person");
    case "hours":
      return voice.t("release.hours", { count: release.hours });
    case "moment":
      return voice.t("release.moment", { moment: sayMoment(release.at, voice) });
    case "condition":
      return voice.t("release.condition", { condition: sayCondition(release.when, voice) });
  }
}

function sayDeadline(within: Deadline, { t }: Voice): string {
  switch (within.unit) {
    case "hours":
      return t("deadline.hours", { count: within.hours });
    case "workingDays":
      return t("deadline.workingDays", { count: within.days });
    case "timeOfDay":
      return t("deadline.timeOfDay", { count: within.days, at: within.at });
  }
}

function sayRecipient(to: Recipient, { t, nameOf }: Voice): string {
  switch (to.kind) {
    case "inbox":
    case "shopper":
      return t(`recipient.${to.kind}`);
    case "staff":
      return t("recipient.staff", { name: nameOf("staff", to.staff) });
    case "email":
      return t("recipient.email", { name: to.email });
  }
}

/**
 * Two shops with one stock, as the features that write stock see them: real deciders, a model of everything between them. Each level has Shopify's
 * numbers, what the mirror shows, what the ledger explains, and one write of each feature under way; all of them lag, each on its own.
 */
import type { InventoryItemId, LocationId } from "../../app/core/ids.ts";
import { decide } from "../../app/features/buffers/domain/decide.ts";
import type { BufferRule } from "../../app/features/buffers/domain/rule.ts";
import { afterWrite, toClose, toOpen, type Claim } from "../../app/features/guard/domain/claim.ts";
import { planProduct } from "../../app/features/guard/domain/plan-product.ts";
import {
  followed,
  takeFromFollower,
  takeFromSource,
  UNHEARD,
  type Heard,
  type Message,
} from "../../app/features/links/domain/mailbox.ts";
import { follow, shown, type SharedStock } from "../../app/features/shared-items/domain/follow.ts";
import { leavesOf, type Recipes } from "../../app/features/shared-items/domain/recipe.ts";

/** Units for sale and behind a buffer. */
interface Units {
  available: number;
  safety: number;
}
/** Why a level changed, as its entry says. */
type Cause = "order" | "outside" | Writer;
/** The features that write stock. */
export type Writer = "Buffer" | "Group" | "Link";
const WRITERS: readonly Writer[] = ["Buffer", "Group", "Link"];

interface Write {
  readonly by: Units;
  readonly from: { readonly available: number; readonly safety?: number };
  status: "recorded" | "sent" | "done" | "refused";
  seenSince: boolean;
}

const plus = (units: Units, by: Units): Units => ({
  available: units.available + by.available,
  safety: units.safety + by.safety,
});

/** One item at the one location of its shop. */
export class Level {
  readonly itemId: InventoryItemId;
  truth: Units;
  seen: Units;
  explained: Units;
  readonly unexplained: { readonly cause: Cause; readonly by: Units }[] = [];
  readonly writes = new Map<Writer, Write>();
  /** All writes that Shopify carried out. */
  carried = 0;
  held = 0;
  heldBy: string | null = null;
  /** Shared items: units that came and were not carried to the components. */
  came = 0;
  owed = { Group: 0, Link: 0 };
  /** Units that others than the link brought or said. */
  totals = { moved: 0, stated: 0 };
  /** "" is DENY. */
  policy = "CONTINUE";
  /** How often the guard changed it. */
  policies = 0;
  claim: { phase: Claim["phase"]; former: string; open: "close" | "open" | null; tried: boolean } | null = null;

  constructor(itemId: InventoryItemId, available: number) {
    this.itemId = itemId;
    [this.truth, this.seen, this.explained] = [1, 2, 3].map(() => ({ available, safety: 0 })) as [Units, Units, Units];
  }

  happen(cause: Cause, by: Units): void {
    this.truth = plus(this.truth, by);
    this.unexplained.push({ cause, by });
  }

  see(): void {
    this.seen = { ...this.truth };
    for (const [writer, write] of this.writes)
      if (write.status === "sent") write.seenSince = true;
      else if (write.status === "refused") this.writes.delete(writer);
  }

  explain(n: number): void {
    const [change] = this.unexplained.splice(n % Math.max(1, this.unexplained.length), 1);
    if (change) this.enter(change.cause, change.by);
  }

  /** Shopify compares, and carries it out or not. */
  send(writer: Writer): void {
    const write = this.writes.get(writer);
    if (write?.status !== "recorded") return;
    const { available, safety = this.truth.safety } = write.from;
    write.status = available === this.truth.available && safety === this.truth.safety ? "sent" : "refused";
    if (write.status === "refused") return;
    this.truth = plus(this.truth, write.by);
    this.carried += 1;
  }

  /** The answer arrives. */
  settle(writer: Writer): void {
    const write = this.writes.get(writer);
    if (write?.status !== "sent") return;
    write.status = "done";
    if (!write.seenSince) this.seen = plus(this.seen, write.by);
    this.enter(writer, write.by);
    if (writer === "Buffer") this.held += write.by.safety;
    else this.owed[writer] -= write.by.available;
  }

  private enter(cause: Cause, by: Units): void {
    this.explained = plus(this.explained, by);
    const units = by.available + by.safety;
    if (cause !== "Group") this.came += units;
    if (cause !== "Link") this.totals[cause === "outside" ? "stated" : "moved"] += units;
  }

  record(writer: Writer, by: Units, from: Write["from"]): void {
    this.writes.set(writer, { by, from, status: "recorded", seenSince: false });
  }

  status(writer: Writer): SharedStock["write"] {
    const write = this.writes.get(writer);
    if (!write) return { status: "none", from: null };
    const status = write.status === "done" || write.status === "refused" ? write.status : "open";
    return { status, from: write.from.available };
  }

  /** Units for sale that a buffer's move under way brings or takes, and the level does not show yet. */
  underWay(): number {
    const write = this.writes.get("Buffer");
    const open = write?.status === "recorded" || write?.status === "sent";
    return open && write.from.available === this.seen.available ? write.by.available : 0;
  }

  isExplained(): boolean {
    return this.seen.available + this.seen.safety === this.explained.available + this.explained.safety;
  }
}

/** A shop, its rules, and its planners in the order of app/jobs.server.ts. */
export class ModelShop {
  readonly levels: Map<InventoryItemId, Level>;
  readonly leaves: ReadonlyMap<InventoryItemId, ReadonlyMap<InventoryItemId, number>>;
  rules: BufferRule[] = [];
  guard = false;
  constructor(units: Readonly<Record<string, number>>, recipes: Recipes) {
    this.leaves = new Map([...recipes.keys()].map((item) => [item, leavesOf(recipes, item)]));
    this.levels = new Map(
      Object.entries(units).map(([id, available]) => [
        id as InventoryItemId,
        new Level(id as InventoryItemId, available),
      ]),
    );
  }

  of(item: string): Level {
    const level = this.levels.get(item as InventoryItemId);
    if (!level) throw new Error(item);
    return level;
  }

  /** How many units the components of a shared item allow, in truth. */
  allowed(item: string): number {
    const parts = [...(this.leaves.get(item as InventoryItemId) ?? [])];
    return Math.min(...parts.map(([part, quantity]) => Math.floor(this.of(part).truth.available / quantity)));
  }

  look(): void {
    for (const level of this.levels.values()) this.buffer(level);
    for (const level of this.levels.values()) this.watch(level);
    const { owed, writes } = follow(this.stocks(), this.leaves);
    for (const level of this.levels.values()) if (this.leaves.has(level.itemId)) level.came = 0;
    for (const [item, { units }] of owed) this.of(item).owed.Group = units;
    for (const { itemId, from, by } of writes)
      this.of(itemId).record("Group", { available: by, safety: 0 }, { available: from });
  }

  private buffer(level: Level): void {
    const { seen, explained } = level;
    const write = level.writes.get("Buffer");
    if (write?.status === "recorded" || write?.status === "sent") return;
    level.held = Math.min(level.held, Math.max(0, explained.safety));
    const { ruleId, move } = decide(
      {
        itemId: level.itemId,
        locationId: "1" as LocationId,
        vendor: "",
        tags: [],
        available: seen.available,
        safetyStock: seen.safety,
        held: level.held,
        heldBy: level.heldBy,
        sells: true,
        soldPerDay: 1,
      },
      this.rules,
    );
    if (move === 0) level.heldBy = ruleId;
    const same = write?.from.available === seen.available && write.from.safety === seen.safety;
    if (move === 0 || seen.safety < level.held || (write?.status === "refused" && same)) return;
    level.heldBy = ruleId ?? level.heldBy;
    level.record("Buffer", { available: -move, safety: move }, seen);
  }

  private watch(level: Level): void {
    const { claim, itemId } = level;
    const [step] = planProduct({
      guarded: this.guard,
      variants: [{ id: itemId, tracked: true, sellable: level.seen.available + level.underWay() }],
      channels: [],
      claims: claim ? [{ ...claim, busy: claim.open !== null, thing: "variant", id: itemId }] : [],
    });
    if (step?.step === "forget") level.claim = null;
    else if (step?.step === "close") level.claim = { phase: "closing", former: "", open: "close", tried: false };
    else if (step && claim) Object.assign(claim, { phase: "opening", open: "open", tried: false });
  }

  /** A policy is written; `lost`: the answer is not heard, and it is tried again. */
  writePolicy(level: Level, lost: boolean): void {
    const { claim, itemId } = level;
    if (!claim?.open) return;
    const found = [{ id: itemId, now: level.policy, former: claim.former }];
    const { write, outcome } = claim.open === "close" ? toClose(found) : toOpen(found, claim.tried);
    for (const { former } of write) {
      level.policies += 1;
      level.policy = claim.open === "close" ? "" : former;
      if (claim.open === "close") claim.former = former;
    }
    claim.tried = true;
    if (lost) return;
    const left = afterWrite(claim.former, outcome[itemId] ?? "gone", claim.open);
    level.claim = left && { ...left, open: null, tried: false };
  }

  private stocks(): Map<InventoryItemId, SharedStock> {
    return new Map(
      [...this.levels.values()].map((level) => [
        level.itemId,
        {
          itemId: level.itemId,
          tracked: true,
          active: true,
          available: level.seen.available,
          safetyStock: level.seen.safety,
          explained: { available: level.explained.available, safetyStock: level.explained.safety },
          came: level.came,
          owed: level.owed.Group,
          write: level.status("Group"),
        },
      ]),
    );
  }
}

/** An item of a source and of a follower that are one stock. What waits in a box may be lost, doubled and shuffled. */
export class ModelLink {
  readonly source: Level;
  readonly follower: Level;
  readonly boxes: { readonly source: Message[]; readonly follower: Message[] } = { source: [], follower: [] };
  private heard: { source: Heard; follower: Heard } = { source: UNHEARD, follower: UNHEARD };
  private told = { source: "", follower: "" };
  private no = 0;
  private asked = false;

  constructor(source: Level, follower: Level) {
    [this.source, this.follower] = [source, follower];
  }

  lookAtSource(): void {
    const { source } = this;
    if (!isSettled(source)) return;
    const { Link: owed } = source.owed;
    if (owed !== 0 && mayWrite(source)) write(source, owed);
    const { stated } = source.totals;
    this.tell("follower", { moved: 0, stated, ack: this.heard.source.totals, number: source.seen.available + owed });
    this.asked = false;
  }

  lookAtFollower(): void {
    const { follower } = this;
    const { follower: heard } = this.heard;
    const number = followed(heard, follower.totals);
    if (!isSettled(follower) || number === null) return;
    this.tell("source", { ...follower.totals, ack: heard.totals, number: null });
    if (!mayWrite(follower)) return;
    const by = shown(number, follower.seen.safety) - follower.seen.available;
    if (by < 0 || (by > 0 && follower.isExplained())) write(follower, by);
  }

  /** The regular look of a follower: what was not confirmed is said again. */
  remind(): void {
    const { ack } = this.heard.follower;
    if (ack.moved !== this.follower.totals.moved || ack.stated !== this.follower.totals.stated) this.told.follower = "";
  }

  private tell(to: "source" | "follower", body: Omit<Message, "no">): void {
    const from = to === "source" ? "follower" : "source";
    const text = JSON.stringify(to === "source" ? [body.moved, body.stated] : body);
    if (text === this.told[from] && !(this.asked && to === "follower")) return;
    this.told[from] = text;
    this.boxes[to].push({ ...body, no: (this.no += 1) });
  }

  /** Reads one message of a box; `keep`: it comes again. */
  read(at: "source" | "follower", place: number, keep: boolean): void {
    const box = this.boxes[at];
    const index = place % Math.max(1, box.length);
    const message = keep ? box[index] : box.splice(index, 1)[0];
    if (!message) return;
    if (at === "follower") {
      const heard = takeFromSource(this.heard.follower, message);
      if (!heard) return;
      const begins = this.heard.follower.number === null;
      this.heard.follower = heard;
      if (begins) Object.assign(this.follower.totals, heard.ack);
      return;
    }
    const taken = takeFromFollower(this.heard.source, message, { rule: "sum", stated: this.source.totals.stated });
    if (!taken) return;
    this.heard.source = taken.heard;
    this.source.owed.Link += taken.by;
    this.asked = true;
  }
}

const write = (level: Level, by: number) => {
  level.record("Link", { available: by, safety: 0 }, { available: level.seen.available });
};
const isSettled = (level: Level): boolean => {
  const { status, from } = level.status("Link");
  const { available } = level.seen;
  return status !== "open" && !(status === "done" && from === available && available !== level.explained.available);
};
const mayWrite = (level: Level): boolean => {
  const { status, from } = level.status("Link");
  return !(status === "refused" && from === level.seen.available);
};

/** Everything that can go on between two looks, for one level. */
export function carryOut(shop: ModelShop, level: Level): void {
  for (const writer of WRITERS) {
    level.send(writer);
    level.settle(writer);
  }
  shop.writePolicy(level, false);
}

/**
 * Who works in the shop, and what each of them sees: the owner makes somebody a picker, the picker sees goods and nothing else and is told whom to ask, and what
 * both did stands in the log. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { hire } from "../devshop/state/staff.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, press, shopOf, type Walk } from "./walk.ts";

const story = tellStory({ name: "personal", seed: (handle) => spanishShop({ handle }), stepMs: 180_000 });

const PICKER = "70010";
const OWNER = "1";

/** Somebody else sits down at the admin. */
function sitDown(walk: Walk, userId: string): void {
  shopOf(story.world, walk).signedIn = userId;
}

/** What the admin's navigation lists of the app. */
const navigation = ({ page }: Walk) => page.locator("nav a").allInnerTexts();

story.step("whoever opens the app is on the list of staff", async (walk) => {
  const { app, say } = walk;
  hire(shopOf(story.world, walk), {
    id: PICKER,
    firstName: "Lucía",
    lastName: "Sanz",
    email: "lucia@personal.example",
  });
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  sitDown(walk, PICKER);
  await openApp(story.world, walk, "/app/orders");
  await app.getByRole("heading", { level: 1, name: say("orders:title") }).waitFor();
  sitDown(walk, OWNER);
  await openApp(story.world, walk, "/app/settings");
  await app.getByRole("link", { name: say("settings:staff.open"), exact: true }).click();
  await app.getByText("Lucía Sanz").first().waitFor();
  await look(walk, "staff");
});

story.step("the owner makes somebody a picker; their own role cannot be taken", async (walk) => {
  const { app, say } = walk;
  const own = app.getByRole("combobox", { name: say("staff:roleOf", { name: "Demo Merchant" }) });
  expect(await own.isDisabled()).toBe(true);
  await app.getByRole("combobox", { name: say("staff:roleOf", { name: "Lucía Sanz" }) }).selectOption("picker");
  await expect
    .poll(() => column(story.world, walk, `select role from staff_member where shop_id = $1 and user_id = ${PICKER}`))
    .toEqual(["picker"]);
  await app.getByRole("combobox", { name: say("staff:roles.newcomers") }).selectOption("service");
  await expect
    .poll(() => column(story.world, walk, "select newcomer_role from staff_setting where shop_id = $1"))
    .toEqual(["service"]);
});

story.step("the picker begins where goods wait, and sees nothing that is not theirs", async (walk) => {
  const { app, page, say } = walk;
  sitDown(walk, PICKER);
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1, name: say("picking:title") }).waitFor();
  await look(walk, "staff-picker");
  const entries = await navigation(walk);
  expect(entries).toEqual(expect.arrayContaining([say("shell:nav.fulfillment"), say("shell:nav.counts")]));
  for (const hidden of ["orders", "inventory", "automations", "settings", "search"] as const)
    expect(entries).not.toContain(say(`shell:nav.${hidden}`));
  await openApp(story.world, walk, "/app/inventory/counts");
  await app.getByRole("heading", { level: 1, name: say("counts:title") }).waitFor();
  await look(walk, "staff-picker-counts");
  await openApp(story.world, walk, "/app/settings");
  await app.getByRole("heading", { name: say("shell:error.forbidden.title") }).waitFor();
  await app.getByText("Demo Merchant").waitFor();
  await look(walk, "staff-refused");
  expect(page.url()).toContain("/app/settings");
});

story.step(
  "whose role is narrowed while they type keeps what they typed, and saves it when it is theirs again",
  async (walk) => {
    const { app, say } = walk;
    const becomes = (role: string) =>
      column(
        story.world,
        walk,
        `update staff_member set role = '${role}' where shop_id = $1 and user_id = ${PICKER} returning role`,
      );
    await becomes("manager");
    sitDown(walk, PICKER);
    await openApp(story.world, walk, "/app/deliveries/settings");
    const reship = app.getByRole("textbox", { name: say("risks:settings.reship") });
    await reship.fill("33");
    await becomes("picker");
    await press(walk, say("risks:settings.save"));
    await app.getByText(say("shell:untaken.forbidden.title")).waitFor();
    await app.getByText(say("shell:refusal.role", { role: say("shell:role.picker.name") })).waitFor();
    expect(await reship.inputValue()).toBe("33");
    await look(walk, "staff-narrowed");
    await becomes("manager");
    await press(walk, say("risks:settings.save"));
    await app.getByText(say("risks:settings.saved")).waitFor();
    expect(await app.getByText(say("shell:untaken.forbidden.title")).count()).toBe(0);
    await becomes("picker");
  },
);

story.step("what both did stands in the log, and is found by who did it", async (walk) => {
  const { app, say } = walk;
  sitDown(walk, OWNER);
  await openApp(story.world, walk, "/app/audit");
  await app.getByText(say("audit:act.staff.role")).first().waitFor();
  await app.getByText(say("audit:act.staff.newcomers")).first().waitFor();
  await look(walk, "audit");
  await openApp(story.world, walk, `/app/audit?area=staff&code=staff.role&who=${OWNER}`);
  await app.getByText(say("audit:act.staff.role")).first().waitFor();
  expect(await app.getByText(say("audit:act.staff.newcomers")).count()).toBe(0);
  await openApp(story.world, walk, "/app/audit?from=2020-01-01&to=2020-01-02");
  await app.getByText(say("audit:list.emptyTitle")).waitFor();
  await look(walk, "audit-empty");
});

/** What staff see of deliveries that are in danger: on Home, in the list, on an order's page; and how promises were kept. */
import { expect } from "vitest";
import { flatTexts, localeTexts } from "../../extensions/shared/testing/locale-texts.ts";
import { spanishShop } from "../factories/shops.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf } from "./walk.ts";

const story = tellStory({ name: "deliveries", seed: (handle) => spanishShop({ handle }) });
const world = () => story.world;

story.step("opens deliveries of a store that has none, and is told how they come", async (walk) => {
  await openApp(world(), walk, "/app");
  await expectImported(world(), walk);
  await openApp(world(), walk, "/app/deliveries");
  await walk.app.getByText(walk.say("risks:list.emptyTitle")).waitFor();
  await look(walk, "deliveries-empty");
  await openApp(world(), walk, "/app/deliveries/on-time");
  await walk.app.getByText(walk.say("delivery:shares.emptyTitle")).waitFor();
});

story.step(
  "finds what is in danger, lets it rest until something happens, and gives it to a colleague",
  async (walk) => {
    const shop = shopOf(world(), walk);
    const variant = [...shop.variants.values()][0];
    if (!variant) throw new Error("the seed has no variant");
    for (let order = 0; order < 3; order += 1)
      world().devshop.placeOrder(shop, {
        lines: [{ variantId: variant.id, quantity: 1 }],
        financialStatus: "PAID",
        riskLevel: "LOW",
        email: "ana@example.com",
        shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
      } as never);
    // These rows are put there by hand, so the watch has to have looked at the orders before: it would find them untrue.
    await expect
      .poll(() => column(world(), walk, "select count(*)::int from routing_decision where shop_id = $1"))
      .toEqual([3]);
    // By the shop's clock, which is not the database's.
    const waiting = `select count(*)::int from order_watch w join shop_order o using (shop_id, order_id)
    where w.shop_id = $1 and w.look_at < o.placed_at + interval '10 minutes'`;
    await expect.poll(() => column(world(), walk, waiting)).toEqual([0]);
    await column(
      world(),
      walk,
      `with chosen as (select o.shop_id, o.order_id, o.placed_at as at, row_number() over (order by o.order_id) as n, (select min(location_id) from location l where l.shop_id = o.shop_id) as place
                     from shop_order o where o.shop_id = $1),
          risks as (insert into risk (shop_id, order_id, part, kind, location_id, carrier, opened_at, deadline, evidence, fact_key, cost_minor, currency, owner)
            select shop_id, order_id, 'fo ' || n, kind, place, case when kind = 'unpicked' then '' else 'Tramo' end, at - interval '5 hours',
                   at + (n * 7 - 12) * interval '1 hour', evidence::jsonb, 'x', 1450 * n, 'EUR', case when n = 2 then 'Almacén' else '' end
              from chosen join (values (1, 'silent', '{"at":"2026-11-20T09:00:00Z","stage":"in_transit","lastScanAt":"2026-11-18T18:12:00Z"}'),
                                     (2, 'unpicked', '{"at":"2026-11-20T14:00:00Z"}'),
                                     (3, 'pastPromise', '{"at":"2026-11-20T14:00:00Z","promised":"2026-11-22T22:59:59Z","predicted":"2026-11-25T12:00:00Z"}')) v (k, kind, evidence)
                on v.k = chosen.n returning risk_id)
     insert into delivery_outcome (shop_id, part, order_id, location_id, carrier, arrived_at, bought_promise, last_promise, late_bought, late_last, blame)
     select shop_id, 'fo ' || (100 + n * 10 + m), order_id, place, 'Tramo', at - m * interval '29 days', (at - m * interval '29 days')::date - 2,
            (at - m * interval '29 days')::date, case when (n + m) % 3 = 0 then 2 else 0 end, 0,
            case when (n + m) % 3 = 0 then '[{"segment":"handover","days":1,"evidence":null},{"segment":"linehaul","days":1,"evidence":null}]'::jsonb end
       from chosen cross join generate_series(0, 5) m`,
    );
    await openApp(world(), walk, "/app/deliveries");
    const { app, say } = walk;
    await app.getByText(say("risks:action.silent")).first().waitFor();
    await look(walk, "deliveries");
    await app.getByLabel(say("risks:assign.to")).fill("Marta");
    await app.getByRole("button", { name: say("risks:assign.all", { count: 3 }) }).click();
    await expect
      .poll(() => column(world(), walk, "select distinct owner from risk where shop_id = $1"))
      .toEqual(["Marta"]);
    await app.getByRole("button", { name: say("risks:snooze.all", { count: 3 }) }).click();
    await app.getByText(say("risks:list.emptyTitle")).waitFor();
    await column(world(), walk, "update risk set snooze = '' where shop_id = $1 returning 1");
  },
);

story.step("sees it on Home and on the order's page", async (walk) => {
  await openApp(world(), walk, "/app");
  await walk.app
    .getByText(walk.say("risks:needs.title", { count: 3 }))
    .first()
    .waitFor();
  await look(walk, "deliveries-home");
  const [orderId] = await column(world(), walk, "select order_id from risk where shop_id = $1 and kind = 'silent'");
  await openApp(world(), walk, `/app/orders/${String(orderId)}`);
  await walk.app.getByText(walk.say("risks:action.silent")).waitFor();
  await look(walk, "deliveries-order");
});

story.step(
  "opens the orders in Shopify's admin, and sees there what is in danger and what to do next",
  async (walk) => {
    const { app, handle, locale, page, say } = walk;
    const block = flatTexts(localeTexts("order-block", locale));
    const open = async (kind: string) => {
      const [orderId] = await column(
        world(),
        walk,
        `select order_id from risk where shop_id = $1 and kind = '${kind}'`,
      );
      await page.goto(`${world().devshop.url}/store/${handle}/orders/${String(orderId)}?locale=${locale}`);
    };
    await page.route("**/block.json", (route) => route.abort());
    await open("silent");
    await app.getByText(block["away.title"] ?? "").waitFor();
    await look(walk, "deliveries-block-away");
    await page.unroute("**/block.json");
    await app.getByRole("button", { name: block["away.again"] ?? "" }).press("Enter");
    await app.getByText(block["next.heading"] ?? "").waitFor();
    await open("unpicked");
    await app.getByRole("link", { name: block["next.ship.go"] ?? "" }).waitFor();
    await look(walk, "deliveries-block-work");
    await open("silent");
    await app.getByText(say("risks:action.silent")).first().waitFor();
    await look(walk, "deliveries-block");
    await app.getByRole("link", { name: block["next.mindRisk.go"] ?? "" }).press("Enter");
    await app.getByText(say("risks:list.title", { count: 1 })).waitFor();
  },
);

story.step("looks how promises were kept, and who lost the days", async (walk) => {
  await openApp(world(), walk, "/app/deliveries/on-time");
  await walk.app.getByText(walk.say("delivery:blame.title")).first().waitFor();
  await look(walk, "deliveries-on-time");
});

story.step("sets what risks cost", async (walk) => {
  await openApp(world(), walk, "/app/deliveries/settings");
  const { app, say } = walk;
  await app.getByText(say("risks:settings.usual")).waitFor();
  await look(walk, "deliveries-settings");
  await app.getByLabel(say("risks:settings.reship")).fill("12");
  await app.getByRole("button", { name: say("risks:settings.save") }).click();
  await app.getByText(say("risks:settings.saved")).waitFor();
  expect(
    await column(world(), walk, "select (settings ->> 'reshipMinor')::int from risk_setting where shop_id = $1"),
  ).toEqual([1_200]);
});

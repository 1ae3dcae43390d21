import { afterEach, beforeEach, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Harness } from "../harness.ts";
import { gid } from "../state/ids.ts";

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
  h.devshop.installer.grant(h.shop, ["read_publications", "write_publications"]);
});
afterEach(() => h[Symbol.asyncDispose]());

const mug = () => gid("Product", [...h.shop.products.keys()][0] ?? "");
const publications = () => [...h.shop.publications.keys()].map((id) => gid("Publication", id));
const change = (name: "publishablePublish" | "publishableUnpublish", input: object[], id = mug()) =>
  h.data(
    `mutation($id: ID!, $input: [PublicationInput!]!) { ${name}(id: $id, input: $input) {
      publishable { resourcePublicationsV2(first: 9) { nodes { publication { name } } } } userErrors { field } } }`,
    { id, input },
  );
const names = (...wanted: string[]) => ({ nodes: wanted.map((name) => ({ publication: { name } })) });

test("the sales channels of a shop are its publications", async () => {
  const query = `{ publications(first: 9, catalogType: APP) { nodes { id name supportsFuturePublishing catalog { title status } } } }`;
  const [online, shop, pointOfSale] = publications();
  expect(await h.data(query)).toEqual({
    publications: {
      nodes: [
        [online, "Online Store", true],
        [shop, "Shop", false],
        [pointOfSale, "Point of Sale", false],
      ].map(([id, name, supportsFuturePublishing]) => ({
        id,
        name,
        supportsFuturePublishing,
        catalog: { title: name, status: "ACTIVE" },
      })),
    },
  });
});

test("a product is taken off one channel and put back, and says where it is", async () => {
  const [online = "", shop = ""] = publications();
  expect(await change("publishableUnpublish", [{ publicationId: online }])).toEqual({
    publishableUnpublish: {
      publishable: { resourcePublicationsV2: names("Shop", "Point of Sale") },
      userErrors: [],
    },
  });
  const query = `query($id: ID!, $online: ID!, $shop: ID!) { product(id: $id) { publishedAt
    online: publishedOnPublication(publicationId: $online) shop: publishedOnPublication(publicationId: $shop)
    unpublishedPublications(first: 9) { nodes { name } } } }`;
  expect(await h.data(query, { id: mug(), online, shop })).toEqual({
    product: {
      publishedAt: null,
      online: false,
      shop: true,
      unpublishedPublications: { nodes: [{ name: "Online Store" }] },
    },
  });
  expect(await change("publishablePublish", [{ publicationId: online }])).toMatchObject({
    publishablePublish: {
      publishable: { resourcePublicationsV2: names("Online Store", "Shop", "Point of Sale") },
    },
  });
});

test("a later date waits, in the online store only", async () => {
  const [online = "", shop = ""] = publications();
  const publishDate = "2026-11-27T00:00:00Z";
  expect(await change("publishablePublish", [{ publicationId: shop, publishDate }])).toMatchObject({
    publishablePublish: { publishable: null, userErrors: [{ field: ["input", "0", "publishDate"] }] },
  });
  await change("publishableUnpublish", [{ publicationId: online }]);
  await change("publishablePublish", [{ publicationId: online, publishDate }]);
  const query = `query($id: ID!) { product(id: $id) {
    now: resourcePublicationsV2(first: 9) { nodes { publication { name } } }
    all: resourcePublicationsV2(first: 1, onlyPublished: false) { nodes { isPublished publishDate } } } }`;
  expect(await h.data(query, { id: mug() })).toEqual({
    product: { now: names("Shop", "Point of Sale"), all: { nodes: [{ isPublished: false, publishDate }] } },
  });
});

test("what does not exist is refused, what is no product is not modelled, and without the scope nothing is", async () => {
  const [online = ""] = publications();
  expect(await change("publishablePublish", [{ publicationId: gid("Publication", "1") }])).toMatchObject({
    publishablePublish: { userErrors: [{ field: ["input", "0", "publicationId"] }] },
  });
  expect(await change("publishableUnpublish", [{ publicationId: online }], gid("Product", "1"))).toMatchObject({
    publishableUnpublish: { userErrors: [{ field: ["id"] }] },
  });
  const codeOf = async (id: string) => {
    const query = `mutation($id: ID!, $input: [PublicationInput!]!) {
      publishableUnpublish(id: $id, input: $input) { userErrors { field } } }`;
    const { json } = await h.graphql(query, { id, input: [{ publicationId: online }] });
    return (json.errors as GraphqlError[])[0]?.extensions?.code;
  };
  expect(await codeOf(gid("Collection", "1"))).toBe("NOT_MODELLED");
  h.devshop.installer.revoke(h.shop, ["write_publications"]);
  expect(await codeOf(mug())).toBe("ACCESS_DENIED");
});

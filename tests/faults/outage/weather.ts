/** What Shopify does to us and for how long: drawn from a seed. Pure. */
import { seededRandom } from "../../devshop/state/random.ts";

/** Each kind of weather, and what it is. */
export const WEATHER = {
  throttled: "half of the requests answered THROTTLED",
  serverErrors: "four in ten answered 500 or 502 before anything happened",
  lostAnswers: "three in ten carried out, the answer lost",
  halfAnswers: "three in ten carried out, half an answer",
  lateEffects: "three in ten carried out up to 55 s after the connection broke",
  staleReads: "reads as of the beginning",
  expiredToken: "401: the access token is dead, the refresh token is not",
  revokedToken: "401: every token is dead, until somebody opens the app",
  frozen: "402",
  locked: "423",
  slowBulk: "a store is installed, and its bulk queries take 20 minutes",
  expiredBulk: "a store is installed, and what bulk queries gave is gone when it is fetched",
  away: "nothing but 500 and 502 for five hours, webhooks go on",
  oldSecret: "webhooks signed with the secret before the last rotation",
  newSecret: "webhooks signed with a secret we have not been told yet",
} as const;
export type Weather = keyof typeof WEATHER;

export interface Spell {
  readonly weather: Weather;
  /** Shop time from one look of the clock to the next. */
  readonly stepMs: number;
  /** How many things people do before each look. */
  readonly acts: readonly number[];
}

const MINUTE = 60_000;
const MOST_ACTS = 8;
const STEPS: Partial<Record<Weather, readonly [count: number, stepMs: number]>> = {
  away: [4, 75 * MINUTE],
  slowBulk: [2, 12 * MINUTE],
  // What is unsure is looked up a minute later, in the same weather.
  lostAnswers: [2, 2 * MINUTE],
  halfAnswers: [2, 2 * MINUTE],
  lateEffects: [2, 2 * MINUTE],
};
const USUAL = [1, 4 * MINUTE] as const;

/** Every kind once, in an order of chance, round by round. The same seed gives the same. */
export function planWeather(seed: number, rounds: number): Spell[] {
  const random = seededRandom(seed);
  const kinds = Object.keys(WEATHER) as Weather[];
  return Array.from({ length: rounds }, () => shuffled(kinds, random)).flatMap((round) =>
    round.map((weather) => {
      const [count, stepMs] = STEPS[weather] ?? USUAL;
      return { weather, stepMs, acts: Array.from({ length: count }, () => Math.floor(random() * (MOST_ACTS + 1))) };
    }),
  );
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}

/** `npm run faults -- --part kill`: campaigns one after the other, each with a seed of its own, until so many kills are done. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Report } from "../../bench/report.ts";
import { audit } from "../audit/audit.ts";
import { tell, type Finding } from "../audit/finding.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { openDatabaseServer } from "./database-server.ts";
import { VICTIMS } from "./plan.ts";

/** A campaign that can be repeated alone should not take long. */
const KILLS_EACH = 25;
const SHOPS = 3;
const PAUSE_MS = 40;

export async function killPart(options: {
  seed: number;
  rounds: number;
  settings: Readonly<Record<string, string>>;
  say: (line: string) => void;
}): Promise<Report> {
  const folder = mkdtempSync(join(".data", "faults-"));
  const server = await openDatabaseServer(folder, options.settings);
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  try {
    for (let done = 0, seed = options.seed; done < options.rounds; seed += 1) {
      const kills = Math.min(KILLS_EACH, options.rounds - done);
      const campaign = await runCampaign({ seed, kills, shops: SHOPS, pauseMs: PAUSE_MS, server, folder });
      const findings = [...campaign.findings, ...(await auditCampaign(campaign))];
      done += kills;
      rows.push(rowOf(seed, campaign, findings));
      const told = tell(findings).map((line) => `seed ${seed}: ${line}`);
      faults.push(...told);
      options.say(
        `seed ${seed}: ${kills} kills (${done} of ${options.rounds}) in ${campaign.seconds.toFixed(0)} s, ${findings.length} findings`,
      );
      for (const line of told) options.say(`  ${line}`);
    }
  } finally {
    await server.remove();
  }
  return {
    title: `Kill campaign, seed ${options.seed}`,
    columns: [
      "seed",
      ...VICTIMS,
      "late",
      "acts",
      "webhooks acknowledged",
      "requests failed",
      "effects",
      "longest silence, s",
      "s",
      "findings",
    ],
    rows,
    notes: ["late: the event a kill waited for did not come in time, and the kill came without it"],
    faults,
  };
}

/** The auditor on what a campaign left behind. */
async function auditCampaign({ ownerUrl, books, carrier, endedAt }: Campaign): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await audit(client, books, carrier, endedAt);
  } finally {
    await client.end();
  }
}

function rowOf(seed: number, campaign: Campaign, findings: readonly Finding[]): (string | number)[] {
  const acknowledged = campaign.books.reduce((sum, book) => sum + book.acknowledged.size, 0);
  const effects = campaign.books.reduce((sum, book) => sum + book.seen.filter(({ by }) => by === "app").length, 0);
  return [
    String(seed),
    ...VICTIMS.map((victim) => String(campaign.kills.filter((kill) => kill.victim === victim).length)),
    String(campaign.late),
    String(campaign.acts),
    String(acknowledged),
    String(campaign.webhooks.failed),
    String(effects),
    (campaign.silenceMs / 1_000).toFixed(1),
    campaign.seconds.toFixed(0),
    String(findings.length),
  ];
}

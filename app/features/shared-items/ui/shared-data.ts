import type { SerializeFrom } from "@remix-run/node";
import type { loader } from "../routes/shared.tsx";

/** What the page of shared items shows. */
export type SharedData = SerializeFrom<typeof loader>;

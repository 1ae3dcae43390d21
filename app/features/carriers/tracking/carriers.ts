import { canadaPost } from "./canada-post.ts";
import { chronopost } from "./chronopost.ts";
import type { CodeTable } from "./code-table.ts";
import { correios } from "./correios.ts";
import { dhlExpress } from "./dhl-express.ts";
import { dhlUniversal } from "./dhl-universal.ts";
import { dpd } from "./dpd.ts";
import { easypost } from "./easypost.ts";
import { fedex } from "./fedex.ts";
import { gls } from "./gls.ts";
import { laPoste } from "./la-poste.ts";
import { royalMail } from "./royal-mail.ts";
import { correos, correosExpress, cttExpress, mrw, nacex, seur } from "./spain.ts";
import type { TrackingReader } from "./told-scan.ts";
import { ups } from "./ups.ts";
import { usps } from "./usps.ts";

/** Carriers whose answers about parcels can be read. None can be asked yet: their accounts come with their folders. */
export const READERS: readonly TrackingReader[] = [
  canadaPost,
  chronopost,
  dhlExpress,
  dhlUniversal,
  dpd,
  easypost,
  fedex,
  gls,
  laPoste,
  royalMail,
  ups,
  usps,
];

/** Every table of codes: those of the readers, and of carriers whose codes come in files and from others. */
export const CODE_TABLES: readonly CodeTable[] = [
  ...READERS.map(({ codes }) => codes),
  correios,
  correos,
  correosExpress,
  cttExpress,
  mrw,
  nacex,
  seur,
];

import type { RunCode, RunState } from "./run.ts";

/** Why a request is turned away before anything is looked up. */
export type Turned = "forged" | "malformed" | "unknownAction" | "noOrder" | "notInstalled" | "away";

export interface FlowAnswer {
  readonly status: 200 | 202 | 400 | 401 | 404 | 422 | 503;
  readonly body: { readonly message: string };
}

/**
 * Merchants read them in the log of their workflow's run. Flow does not say in which language, so each is in both of ours.
 */
const REFUSED: Readonly<Record<RunCode, string>> = {
  unknown_order:
    "Entrega does not know this order: it is deleted, or older than what Entrega may read. · Entrega no conoce este pedido: está eliminado o es más antiguo de lo que Entrega puede leer.",
  off_hold: offText("Hold what cannot ship", "Retener lo que no se puede enviar"),
  off_route: offText("Move orders to the best location", "Mover pedidos a la mejor sucursal"),
  off_rules: offText("Tags, notes and deadlines by rules", "Etiquetas, notas y fechas límite por reglas"),
  nothing_open:
    "Nothing of this order is open any more: it has shipped, is held already, or was cancelled. · Ya no queda nada abierto en este pedido: se ha enviado, ya está retenido o se ha cancelado.",
  not_held: "Entrega does not hold anything of this order. · Entrega no retiene nada de este pedido.",
  refused_by_shopify:
    "Shopify did not allow it. The order's page in Entrega says why. · Shopify no lo ha permitido. La página del pedido en Entrega dice por qué.",
  withdrawn:
    "It was withdrawn before it was done: somebody switched it off in Entrega, or a newer decision took its place. · Se ha retirado antes de hacerse: alguien lo ha desactivado en Entrega o una decisión más reciente lo ha sustituido.",
  asks_person:
    "Entrega cannot find out whether it was done. The order's page in Entrega asks you. · Entrega no puede saber si se hizo. La página del pedido en Entrega te lo pregunta.",
};

const TURNED: Readonly<Record<Turned, FlowAnswer>> = {
  forged: say(401, "The signature does not fit the body."),
  malformed: say(400, "The request could not be read."),
  unknownAction: say(400, "Entrega has no such action. · Entrega no tiene esa acción."),
  noOrder: say(
    400,
    "The action has no order: choose one in the workflow. · La acción no tiene pedido: elige uno en el flujo de trabajo.",
  ),
  notInstalled: say(404, "Entrega is not installed in this shop. · Entrega no está instalada en esta tienda."),
  away: say(503, "Not stored; send it again."),
};

/** What Flow is told of a request that leads to nothing. 4xx ends it; 503 is sent again. */
export const turnedAway = (why: Turned): FlowAnswer => TURNED[why];

/** What Flow is told of an action: 202 has it ask again later with the same run, 4xx ends the workflow's run with the message. */
export function answerOf(state: RunState): FlowAnswer {
  if (state.status === "refused") return say(422, REFUSED[state.code]);
  return state.status === "done" ? say(200, "Done.") : say(202, "Entrega is doing it.");
}

function say(status: FlowAnswer["status"], message: string): FlowAnswer {
  return { status, body: { message } };
}

/** The switch as the settings page names it. */
function offText(english: string, spanish: string): string {
  return `“${english}” is turned off. Turn it on in Entrega, under Settings. · «${spanish}» está desactivado. Actívalo en Entrega, en Configuración.`;
}

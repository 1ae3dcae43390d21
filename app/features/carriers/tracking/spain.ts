import { codeTable } from "./code-table.ts";

/** Correos. */
export const correos = codeTable("correos", [
  ["A010000V", "labelled", "listed without a wording"],
  ["A090000V", "labelled", "Admitido"],
  ["X010000V", "labelled", "listed without a wording"],
  ["P040000V", "in_transit", "Clasificado"],
  ["P090000V", "in_transit", "listed without a wording"],
  ["P100000V", "in_transit", "listed without a wording"],
  ["P101110V", "in_transit", "listed without a wording"],
  ["P101120V", "in_transit", "listed without a wording"],
  ["P110000V", "in_transit", "listed without a wording"],
  ["G01L010V", "in_transit", "listed without a wording"],
  ["H01I360V", "in_transit", "listed without a wording"],
  ["X020000V", "in_transit", "listed without a wording"],
  ["X040000V", "in_transit", "listed without a wording"],
  ["X060000V", "in_transit", "listed without a wording"],
  ["X070000V", "in_transit", "listed without a wording"],
  ["X110100V", "in_transit", "listed without a wording"],
  ["H020000V", "out_for_delivery", "En reparto"],
  ["X080000V", "out_for_delivery", "listed without a wording"],
  ["H01I350V", "ready_for_pickup", "En oficina"],
  ["X380000V", "ready_for_pickup", "listed without a wording"],
  ["X390000V", "ready_for_pickup", "listed without a wording"],
  ["L010000V", "ready_for_pickup", "listed without a wording"],
  ["I01H210V", "delivered", "Entregado"],
  ["I010000V", "delivered", "listed without a wording"],
  ["X120000V", "delivered", "listed without a wording"],
  ["H010930R", "attempted", "listed without a wording"],
  ["H06P010V", "attempted", "listed without a wording"],
  ["X090100R", "attempted", "listed without a wording"],
  ["X090060R", "attempted", "listed without a wording"],
  ["X130000R", "attempted", "listed without a wording"],
  ["M01E020R", "attempted", "listed without a wording"],
  ["EOL.9001", "attempted", "listed without a wording"],
  ["O140000V", "returned", "listed without a wording"],
  ["C010000V", "in_transit", "Salida de oficina de cambio"],
  ["F010000V", "in_transit", "Salida de oficina de cambio de destino"],
  ["G200000V", "in_transit", "Alta en la unidad de reparto"],
  ["H250000V", "out_for_delivery", "En reparto"],
  ["ADV0000V", "handed_over", "Devolución admitida"],
  ["H01R390V", "attempted", "Realizado intento de entrega"],
  ["H01R420V", "attempted", "Intento de entrega. Ausente"],
  ["L03D320R", "returned", "Finalizado plazo retirada"],
]);

/** SEUR. */
export const seur = codeTable("seur", [
  ["SX010", "labelled", "el envío ha sido registrado"],
  [
    "SX001",
    "handed_over",
    "el envío ha sido recepcionado en las instalaciones de origen de seur. comienza el tránsito a destino",
  ],
  ["LI567", "in_transit", "el envío está en tránsito. próximamente llegará a las instalaciones de destino"],
  ["LO001", "in_transit", "el envío está en tránsito. próximamente llegará a las instalaciones de destino"],
  ["LD221", "in_transit", "customs: we have no stage of its own, and the parcel goes on"],
  ["LD223", "in_transit", "la mercancía ha sido despachada y próximamente saldrá a reparto"],
  ["LJ100", "in_transit", "el envío será entregado en la fecha concertada. actualizaremos la situación"],
  ["LJ105", "in_transit", "los datos del envío han sido modificados y se entregará en un punto seur pickup"],
  [
    "LI300",
    "exception",
    "el envío ha sufrido un retraso y es posible que se demore la entrega. disculpa las molestias",
  ],
  ["LC003", "out_for_delivery", "el envío está en reparto"],
  ["LI523", "attempted", "el envío no se ha entregado por ausencia o cierre. se puede reprogramar una nueva entrega"],
  ["LI524", "exception", "el envío no se ha entregado porque no es la dirección actual del destinatario"],
  ["LI530", "ready_for_pickup", "el envío está disponible para recoger en el punto seur pickup"],
  ["LL003", "delivered", "el envío está entregado"],
  ["LL010", "delivered", "el destinatario ha retirado el envío de la tienda seur pickup seleccionada"],
  ["LL020", "delivered", "el envío ha sido entregado a un vecino"],
]);

/** MRW: it gives wordings, no codes. */
export const mrw = codeTable("mrw", [
  ["Pendiente de recoger", "labelled", "its wording says so"],
  ["Envío recogido en origen", "handed_over", "its wording says so"],
  ["En tránsito", "in_transit", "its wording says so"],
  ["Envío en reparto", "out_for_delivery", "its wording says so"],
  ["Destinatario ausente o cerrado", "attempted", "its wording says so"],
  ["Depositado en punto MRW", "ready_for_pickup", "its wording says so"],
  ["Depositado en PointCorner destino", "ready_for_pickup", "its wording says so"],
  ["Envío entregado", "delivered", "its wording says so"],
]);

/** Correos Express: it gives wordings, no codes. */
export const correosExpress = codeTable("correos-express", [
  ["INFORMADO", "labelled", "its wording says so"],
  ["ADMITIDO", "handed_over", "its wording says so"],
  ["ADMITIDO EN OFICINA DE CORREOS", "handed_over", "its wording says so"],
  ["EN RUTA A LOCALIDAD DE DESTINO", "in_transit", "its wording says so"],
  ["EN DESTINO", "in_transit", "its wording says so"],
  ["EN REPARTO", "out_for_delivery", "its wording says so"],
  ["Su envío no ha podido ser entregado", "attempted", "its wording says so"],
  [
    "ENTREGADO EN PUNTO DE CONVENIENCIA",
    "in_transit",
    'handed to the collection point, not to the shopper; "disponible" follows when it can be collected',
  ],
  ["DISPONIBLE EN PUNTO DE CONVENIENCIA", "ready_for_pickup", "its wording says so"],
  ["ENTREGADO", "delivered", "its wording says so"],
  ["DEVUELTO", "returned", "its wording says so"],
  ["EN ALMACÉN", "exception", "its wording says so"],
  ["ESTACIONADO", "exception", "its wording says so"],
  ["NUEVO REPARTO", "in_transit", "its wording says so"],
]);

/** CTT Express. */
export const cttExpress = codeTable("ctt-express", [
  ["0000", "labelled", "Pendiente de recepción en CTT Express"],
  ["0500", "handed_over", "Recogido"],
  ["0600", "exception", "Recogida fallida"],
  ["1000", "in_transit", "Enviado"],
  ["3900", "in_transit", "En tránsito internacional. Pendiente de recepción en CTT Express"],
  ["1500", "out_for_delivery", "En reparto"],
  ["1600", "exception", "Incidencia en el reparto"],
  ["1700", "exception", "Almacenado temporalmente"],
  ["2400", "out_for_delivery", "Nuevo reparto"],
  ["2310", "ready_for_pickup", "Disponible en Punto Collectt Express"],
  ["2500", "exception", "the way back has begun, but is not final: 2700 says when it is"],
  ["2700", "returned", "Devuelto a remitente"],
  ["2100", "delivered", "El envío fue entregado correctamente"],
  ["2110", "delivered", "El envío fue entregado correctamente"],
]);

/** NACEX: it gives wordings, no codes. */
export const nacex = codeTable("nacex", [
  ["Aceptada", "handed_over", "its wording says so"],
  ["En tránsito", "in_transit", "its wording says so"],
  ["En reparto", "out_for_delivery", "its wording says so"],
  ["Disponible en punto NACEX", "ready_for_pickup", "its wording says so"],
  ["Ausente", "attempted", "its wording says so"],
  ["Entregado", "delivered", "its wording says so"],
]);

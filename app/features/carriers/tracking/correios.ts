import { codeTable } from "./code-table.ts";

/** Correios of Brazil: type and status of an event. */
export const correios = codeTable("correios", [
  ["BDE/01", "delivered", "Objeto entregue ao destinatário"],
  ["BDE/34", "exception", "Inconsistências no endereçamento do objeto"],
  ["BDE/47", "exception", "Saída para entrega cancelada"],
  ["OEC/01", "out_for_delivery", "Objeto saiu para entrega ao destinatário"],
  ["DO/01", "in_transit", "Objeto em transferência - por favor aguarde"],
  ["RO/01", "in_transit", "Objeto em transferência - por favor aguarde"],
  ["PAR/10", "in_transit", "Saída do Centro Internacional"],
  ["PAR/16", "handed_over", "Objeto recebido pelos Correios do Brasil"],
  ["PO/01", "handed_over", "Objeto postado"],
  ["PAR/07", "in_transit", "Análise concluída - importação autorizada"],
  ["PAR/21", "in_transit", "customs: Informações enviadas para análise da autoridade aduaneira/órgãos anuentes"],
  ["BDI/01", "delivered", "Objeto entregue ao destinatário"],
  ["BDE/10", "attempted", "Objeto não entregue - cliente mudou-se"],
  ["BDE/20", "attempted", "Objeto não entregue - carteiro não atendido"],
  ["BDE/23", "returned", "delivered, but to the sender"],
  ["BDI/40", "exception", "Importação não autorizada"],
  ["BDR/83", "exception", "Prazo de regularização encerrado"],
  ["OEC/09", "returned", "out for delivery, but to the sender"],
  ["LDI/02", "ready_for_pickup", "Objeto aguardando retirada na Caixa Postal"],
  ["FC/82", "labelled", "Etiqueta emitida"],
  ["FC/03", "in_transit", "Objeto em correção de rota"],
  ["PO/09", "handed_over", "Objeto postado após o horário limite da unidade"],
  ["PAR/24", "returned", "Devolução determinada pela autoridade competente"],
]);

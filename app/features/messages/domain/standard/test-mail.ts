/** The test message that shows a merchant that their mail server works, in the language of their pages. */
export function testTexts(locale: string, code: string): { subject: string; body: string; footer: string } {
  return locale.startsWith("es")
    ? {
        subject: `Entrega: el código es ${code}`,
        body: `Este mensaje ha salido por el servidor de correo que pusiste en Entrega.\n\nEscribe este código en Entrega para confirmar que llega:\n\n${code}\n\nVale durante una hora.`,
        footer: "Si no has sido tú, no hace falta que hagas nada.",
      }
    : {
        subject: `Entrega: the code is ${code}`,
        body: `This message came through the mail server that you gave Entrega.\n\nType this code in Entrega to show that it arrives:\n\n${code}\n\nIt is good for an hour.`,
        footer: "If this was not you, there is nothing you need to do.",
      };
}

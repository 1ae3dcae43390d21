import de from "../../../extensions/order-status/locales/de.json" with { type: "json" };
import en from "../../../extensions/order-status/locales/en.default.json" with { type: "json" };
import es from "../../../extensions/order-status/locales/es.json" with { type: "json" };
import fr from "../../../extensions/order-status/locales/fr.json" with { type: "json" };
import pt from "../../../extensions/order-status/locales/pt-BR.json" with { type: "json" };

/** The languages shoppers are spoken to in. What a status is called is said as the order page of the shop's customers says it. */
export const SHOPPER_LOCALES = ["en", "es", "pt-BR", "fr", "de"] as const;
export type ShopperLocale = (typeof SHOPPER_LOCALES)[number];

type Tree = { readonly [key: string]: string | Tree };
const SHARED: Readonly<Record<ShopperLocale, Tree>> = { en, es, "pt-BR": pt, fr, de };

/** What only this page says. */
const OWN = {
  en: {
    title: "Track your order",
    intro: "Enter your order number and the e-mail address you ordered with.",
    order: "Order number",
    email: "E-mail",
    show: "Show my order",
    notFound: "We could not find this order. Please check the order number and the e-mail address.",
    expired: "This link is not good any more. Please enter your order number and e-mail address.",
    slow: "That was too often. Please wait a minute.",
    away: "We cannot look it up right now. Please try again in a moment.",
    for: "For {{name}}, {{city}}",
    forCity: "To {{city}}",
    orderNamed: "Order {{order}}",
    another: "Track another order",
    parcelStage: "{{parcel}}: {{stage}}",
    choose: "To choose what happens to your order, sign in to your account and open the order there.",
    signIn: "Sign in",
  },
  es: {
    title: "Sigue tu pedido",
    intro: "Escribe tu número de pedido y el correo con el que compraste.",
    order: "Número de pedido",
    email: "Correo electrónico",
    show: "Ver mi pedido",
    notFound: "No hemos encontrado este pedido. Revisa el número de pedido y el correo.",
    expired: "Este enlace ya no vale. Escribe tu número de pedido y tu correo.",
    slow: "Demasiadas veces seguidas. Espera un minuto.",
    away: "Ahora mismo no podemos mirarlo. Inténtalo otra vez en un momento.",
    for: "Para {{name}}, {{city}}",
    forCity: "A {{city}}",
    orderNamed: "Pedido {{order}}",
    another: "Seguir otro pedido",
    parcelStage: "{{parcel}}: {{stage}}",
    choose: "Para elegir qué pasa con tu pedido, inicia sesión en tu cuenta y ábrelo allí.",
    signIn: "Iniciar sesión",
  },
  "pt-BR": {
    title: "Acompanhe seu pedido",
    intro: "Digite o número do pedido e o e-mail usado na compra.",
    order: "Número do pedido",
    email: "E-mail",
    show: "Ver meu pedido",
    notFound: "Não encontramos este pedido. Confira o número do pedido e o e-mail.",
    expired: "Este link não vale mais. Digite o número do pedido e o e-mail.",
    slow: "Foram tentativas demais. Espere um minuto.",
    away: "Não conseguimos consultar agora. Tente de novo em instantes.",
    for: "Para {{name}}, {{city}}",
    forCity: "Para {{city}}",
    orderNamed: "Pedido {{order}}",
    another: "Acompanhar outro pedido",
    parcelStage: "{{parcel}}: {{stage}}",
    choose: "Para escolher o que acontece com o seu pedido, entre na sua conta e abra o pedido lá.",
    signIn: "Entrar na conta",
  },
  fr: {
    title: "Suivez votre commande",
    intro: "Saisissez le numéro de commande et l’adresse e-mail utilisée pour commander.",
    order: "Numéro de commande",
    email: "E-mail",
    show: "Voir ma commande",
    notFound: "Nous n’avons pas trouvé cette commande. Vérifiez le numéro et l’adresse e-mail.",
    expired: "Ce lien n’est plus valable. Saisissez le numéro de commande et l’adresse e-mail.",
    slow: "Trop d’essais. Patientez une minute.",
    away: "La recherche n’est pas possible pour le moment. Réessayez dans un instant.",
    for: "Pour {{name}}, {{city}}",
    forCity: "Vers {{city}}",
    orderNamed: "Commande {{order}}",
    another: "Suivre une autre commande",
    parcelStage: "{{parcel}} : {{stage}}",
    choose: "Pour choisir ce que devient votre commande, connectez-vous à votre compte et ouvrez-la.",
    signIn: "Se connecter",
  },
  de: {
    title: "Bestellung verfolgen",
    intro: "Gib deine Bestellnummer und die E-Mail-Adresse ein, mit der du bestellt hast.",
    order: "Bestellnummer",
    email: "E-Mail-Adresse",
    show: "Bestellung zeigen",
    notFound: "Wir haben diese Bestellung nicht gefunden. Bitte prüfe Bestellnummer und E-Mail-Adresse.",
    expired: "Dieser Link gilt nicht mehr. Bitte gib Bestellnummer und E-Mail-Adresse ein.",
    slow: "Das war zu oft. Bitte warte eine Minute.",
    away: "Wir können gerade nicht nachsehen. Bitte versuch es gleich noch einmal.",
    for: "Für {{name}}, {{city}}",
    forCity: "Nach {{city}}",
    orderNamed: "Bestellung {{order}}",
    another: "Andere Bestellung verfolgen",
    parcelStage: "{{parcel}}: {{stage}}",
    choose: "Melde dich in deinem Konto an und öffne dort die Bestellung, um zu wählen, was mit ihr geschieht.",
    signIn: "Anmelden",
  },
} as const satisfies Readonly<Record<ShopperLocale, Readonly<Record<string, string>>>>;

export type OwnText = keyof (typeof OWN)["en"];

/** Says what this page alone says; with its values as they are. */
export function say(locale: ShopperLocale, key: OwnText, values: Readonly<Record<string, string>> = {}): string {
  return filled(OWN[locale][key], values);
}

/** Says a text of the order page by its path ("stage.shipped"); the path itself when there is none. */
export function sayShared(locale: ShopperLocale, path: string, values: Readonly<Record<string, string>> = {}): string {
  let found: string | Tree | undefined = SHARED[locale];
  for (const step of path.split(".")) found = typeof found === "object" ? found[step] : undefined;
  return typeof found === "string" ? filled(found, values) : path;
}

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

/** The first language of a browser's list that we speak; English otherwise. */
export function localeFor(asked: string | null, header: string | null): ShopperLocale {
  const wanted = [asked ?? "", ...(header ?? "").split(",").map((each) => each.split(";")[0]?.trim() ?? "")];
  for (const each of wanted) {
    const found = SHOPPER_LOCALES.find((locale) => locale.slice(0, 2) === each.slice(0, 2).toLowerCase());
    if (found !== undefined) return found;
  }
  return "en";
}

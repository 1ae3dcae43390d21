import type { ClaimLanguage } from "./claim-language.ts";
import type { LookedPlace, ReportKind } from "./shopper-view.ts";

interface ClaimWords {
  readonly title: string;
  readonly carrier: string;
  readonly number: string;
  readonly reference: string;
  readonly what: string;
  readonly sent: string;
  readonly promised: string;
  readonly delivered: string;
  readonly reported: string;
  readonly looked: string;
  readonly value: string;
  readonly unknown: string;
  readonly notDelivered: string;
  readonly nowhere: string;
  readonly history: string;
  readonly when: string;
  readonly event: string;
  readonly place: string;
  readonly contents: string;
  readonly item: string;
  readonly units: string;
  readonly ask: string;
  readonly declare: string;
  readonly date: string;
  readonly sign: string;
  readonly page: string;
  readonly kinds: Readonly<Record<ReportKind, string>>;
  readonly places: Readonly<Record<LookedPlace, string>>;
  readonly scans: Readonly<Record<ClaimScan, string>>;
}

/** What is seen of a parcel, in one word for what our carriers and Shopify call differently. */
const SCANS = {
  labelled: "labelled",
  label_printed: "labelled",
  label_purchased: "labelled",
  confirmed: "labelled",
  handed_over: "handedOver",
  carrier_picked_up: "handedOver",
  in_transit: "inTransit",
  out_for_delivery: "outForDelivery",
  attempted: "attempted",
  attempted_delivery: "attempted",
  ready_for_pickup: "readyForPickup",
  delayed: "delayed",
  delivered: "delivered",
  picked_up: "delivered",
  exception: "problem",
  failure: "problem",
  returned: "returned",
  lost: "lost",
} as const;
type ClaimScan = (typeof SCANS)[keyof typeof SCANS];

/** A scan in words; one that is not known is told as the carrier's code. */
export function scanText(words: ClaimWords, stage: string): string {
  const scan = (SCANS as Readonly<Record<string, ClaimScan | undefined>>)[stage];
  return scan === undefined ? stage : words.scans[scan];
}

export const CLAIM_WORDS: Readonly<Record<ClaimLanguage, ClaimWords>> = {
  en: {
    title: "Claim for parcel {{number}}",
    carrier: "Carrier",
    number: "Tracking number",
    reference: "Our reference",
    what: "What happened",
    sent: "Handed over",
    promised: "Promised to the recipient for",
    delivered: "Delivered, by your scans",
    reported: "Reported by the recipient",
    looked: "Where the recipient looked",
    value: "Value of the contents",
    unknown: "Not known",
    notDelivered: "No delivery was scanned",
    nowhere: "Not stated",
    history: "Tracking history",
    when: "When",
    event: "Event",
    place: "Place",
    contents: "Contents",
    item: "Item",
    units: "Units",
    ask: "Please look into this parcel and let us have proof of delivery, or pay for it.",
    declare: "I declare that what is written here is true, and that nobody else has paid for this damage.",
    date: "Place and date",
    sign: "Name and signature",
    page: "Page {{page}} of {{pages}}",
    kinds: {
      not_received: "The recipient did not receive it",
      damaged: "It arrived damaged",
      missing_item: "A part of the contents is missing",
      wrong_item: "Something else arrived",
    },
    places: {
      neighbours: "with neighbours",
      safe_place: "at the door, mailbox, garage",
      household: "with everybody at home",
      depot: "at the pickup point or post office",
    },
    scans: {
      labelled: "Label made",
      handedOver: "Handed over",
      inTransit: "In transit",
      outForDelivery: "Out for delivery",
      attempted: "Delivery attempted",
      readyForPickup: "Ready for pickup",
      delayed: "Delayed",
      delivered: "Delivered",
      problem: "Problem",
      returned: "Returned",
      lost: "Lost",
    },
  },
  es: {
    title: "Reclamación del paquete {{number}}",
    carrier: "Transportista",
    number: "Número de seguimiento",
    reference: "Nuestra referencia",
    what: "Qué pasó",
    sent: "Entregado al transportista",
    promised: "Prometido al destinatario para el",
    delivered: "Entregado, según sus escaneos",
    reported: "Comunicado por el destinatario",
    looked: "Dónde miró el destinatario",
    value: "Valor del contenido",
    unknown: "No se sabe",
    notDelivered: "No consta ninguna entrega",
    nowhere: "No consta",
    history: "Historial de seguimiento",
    when: "Cuándo",
    event: "Evento",
    place: "Lugar",
    contents: "Contenido",
    item: "Artículo",
    units: "Unidades",
    ask: "Les pedimos que busquen este paquete y nos den una prueba de entrega, o que lo paguen.",
    declare: "Declaro que lo escrito aquí es cierto y que nadie más ha pagado este daño.",
    date: "Lugar y fecha",
    sign: "Nombre y firma",
    page: "Página {{page}} de {{pages}}",
    kinds: {
      not_received: "El destinatario no lo ha recibido",
      damaged: "Llegó dañado",
      missing_item: "Falta parte del contenido",
      wrong_item: "Llegó otra cosa",
    },
    places: {
      neighbours: "con los vecinos",
      safe_place: "en la puerta, el buzón, el garaje",
      household: "con quienes viven en casa",
      depot: "en el punto de recogida u oficina de correos",
    },
    scans: {
      labelled: "Etiqueta hecha",
      handedOver: "Entregado al transportista",
      inTransit: "En tránsito",
      outForDelivery: "En reparto",
      attempted: "Intento de entrega",
      readyForPickup: "Listo para recoger",
      delayed: "Con retraso",
      delivered: "Entregado",
      problem: "Incidencia",
      returned: "Devuelto",
      lost: "Perdido",
    },
  },
  "pt-BR": {
    title: "Reclamação da encomenda {{number}}",
    carrier: "Transportadora",
    number: "Código de rastreio",
    reference: "Nossa referência",
    what: "O que aconteceu",
    sent: "Entregue à transportadora",
    promised: "Prometido ao destinatário para",
    delivered: "Entregue, segundo o rastreio",
    reported: "Informado pelo destinatário",
    looked: "Onde o destinatário procurou",
    value: "Valor do conteúdo",
    unknown: "Não se sabe",
    notDelivered: "Não consta nenhuma entrega",
    nowhere: "Não consta",
    history: "Histórico de rastreio",
    when: "Quando",
    event: "Evento",
    place: "Local",
    contents: "Conteúdo",
    item: "Produto",
    units: "Unidades",
    ask: "Pedimos que procurem esta encomenda e nos enviem uma prova de entrega, ou que paguem por ela.",
    declare: "Declaro que o que está escrito aqui é verdade e que ninguém mais pagou por este dano.",
    date: "Local e data",
    sign: "Nome e assinatura",
    page: "Página {{page}} de {{pages}}",
    kinds: {
      not_received: "O destinatário não recebeu",
      damaged: "Chegou com danos",
      missing_item: "Falta parte do conteúdo",
      wrong_item: "Chegou outra coisa",
    },
    places: {
      neighbours: "com os vizinhos",
      safe_place: "na porta, na caixa de correio, na garagem",
      household: "com quem mora em casa",
      depot: "no ponto de retirada ou nos correios",
    },
    scans: {
      labelled: "Etiqueta feita",
      handedOver: "Entregue à transportadora",
      inTransit: "Em trânsito",
      outForDelivery: "Saiu para entrega",
      attempted: "Tentativa de entrega",
      readyForPickup: "Pronto para retirada",
      delayed: "Atrasado",
      delivered: "Entregue",
      problem: "Problema",
      returned: "Devolvido",
      lost: "Extraviado",
    },
  },
  fr: {
    title: "Réclamation pour le colis {{number}}",
    carrier: "Transporteur",
    number: "Numéro de suivi",
    reference: "Notre référence",
    what: "Ce qui s’est passé",
    sent: "Remis au transporteur",
    promised: "Promis au destinataire pour le",
    delivered: "Livré, d’après votre suivi",
    reported: "Signalé par le destinataire",
    looked: "Où le destinataire a cherché",
    value: "Valeur du contenu",
    unknown: "Inconnu",
    notDelivered: "Aucune livraison constatée",
    nowhere: "Non précisé",
    history: "Historique du suivi",
    when: "Quand",
    event: "Événement",
    place: "Lieu",
    contents: "Contenu",
    item: "Article",
    units: "Unités",
    ask: "Merci de rechercher ce colis et de nous fournir une preuve de livraison, ou de le rembourser.",
    declare: "Je déclare que ce qui est écrit ici est exact et que personne d’autre n’a payé ce dommage.",
    date: "Lieu et date",
    sign: "Nom et signature",
    page: "Page {{page}} sur {{pages}}",
    kinds: {
      not_received: "Le destinataire ne l’a pas reçu",
      damaged: "Il est arrivé abîmé",
      missing_item: "Une partie du contenu manque",
      wrong_item: "Autre chose est arrivé",
    },
    places: {
      neighbours: "chez les voisins",
      safe_place: "devant la porte, boîte aux lettres, garage",
      household: "auprès de toutes les personnes du foyer",
      depot: "au point relais ou au bureau de poste",
    },
    scans: {
      labelled: "Étiquette créée",
      handedOver: "Remis au transporteur",
      inTransit: "En transit",
      outForDelivery: "En cours de livraison",
      attempted: "Tentative de livraison",
      readyForPickup: "Prêt à être retiré",
      delayed: "Retardé",
      delivered: "Livré",
      problem: "Incident",
      returned: "Retourné",
      lost: "Perdu",
    },
  },
  de: {
    title: "Reklamation der Sendung {{number}}",
    carrier: "Versanddienst",
    number: "Sendungsnummer",
    reference: "Unser Zeichen",
    what: "Was geschehen ist",
    sent: "Übergeben",
    promised: "Dem Empfänger zugesagt für",
    delivered: "Zugestellt, laut Ihrer Verfolgung",
    reported: "Vom Empfänger gemeldet",
    looked: "Wo der Empfänger gesucht hat",
    value: "Wert des Inhalts",
    unknown: "Nicht bekannt",
    notDelivered: "Es wurde keine Zustellung erfasst",
    nowhere: "Keine Angabe",
    history: "Sendungsverlauf",
    when: "Wann",
    event: "Ereignis",
    place: "Ort",
    contents: "Inhalt",
    item: "Artikel",
    units: "Stück",
    ask: "Bitte forschen Sie nach dieser Sendung und senden Sie uns einen Nachweis der Zustellung, oder ersetzen Sie den Schaden.",
    declare: "Ich erkläre, dass diese Angaben wahr sind und dass niemand sonst diesen Schaden bezahlt hat.",
    date: "Ort und Datum",
    sign: "Name und Unterschrift",
    page: "Seite {{page}} von {{pages}}",
    kinds: {
      not_received: "Der Empfänger hat sie nicht erhalten",
      damaged: "Sie kam beschädigt an",
      missing_item: "Ein Teil des Inhalts fehlt",
      wrong_item: "Etwas anderes kam an",
    },
    places: {
      neighbours: "bei Nachbarn",
      safe_place: "vor der Tür, Briefkasten, Garage",
      household: "bei allen im Haushalt",
      depot: "in der Abholstelle oder Postfiliale",
    },
    scans: {
      labelled: "Etikett erstellt",
      handedOver: "Übergeben",
      inTransit: "Unterwegs",
      outForDelivery: "In Zustellung",
      attempted: "Zustellversuch",
      readyForPickup: "Abholbereit",
      delayed: "Verspätet",
      delivered: "Zugestellt",
      problem: "Problem",
      returned: "Zurückgesandt",
      lost: "Verloren",
    },
  },
};

/** The storefront's cart: quantities are kept while people search and turn pages. Without this script the form still works. */

interface Address {
  name: string;
  address1: string;
  zip: string;
  city: string;
  countryCode: string;
  latitude: number;
  longitude: number;
  email: string;
  phone: string;
}
interface Entry {
  name: string;
  quantity: number;
}

function byId<Kind extends Element>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the storefront has no ${id}`);
  return found;
}

const data = JSON.parse(byId("store-data", HTMLScriptElement).textContent) as {
  addresses: Address[];
  cart: string;
  quantity: string;
  ratesUrl: string;
  noRates: string;
  locale: string;
};
// An order was sent, and this page does not say that it was refused: its cart is done with.
const SENT = `${data.cart}-sent`;
if (sessionStorage.getItem(SENT) !== null && document.querySelector(".problem") === null)
  sessionStorage.removeItem(data.cart);
sessionStorage.removeItem(SENT);
const cart = new Map(Object.entries(JSON.parse(sessionStorage.getItem(data.cart) ?? "{}") as Record<string, Entry>));

function quantityField(variant: string): HTMLInputElement | null {
  return document.querySelector(`.card input[name="quantity.${variant}"]`);
}

function change(variant: string, name: string, quantity: number): void {
  if (Number.isInteger(quantity) && quantity > 0) cart.set(variant, { name, quantity });
  else cart.delete(variant);
  sessionStorage.setItem(data.cart, JSON.stringify(Object.fromEntries(cart)));
  show();
}

/** The list beside the form. What is not on this page of products travels as a hidden field. */
function show(): void {
  const items = [...cart].map(([variant, { name, quantity }]) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    label.textContent = name;
    const input = document.createElement("input");
    Object.assign(input, {
      type: "number",
      min: "0",
      value: String(quantity),
      ariaLabel: data.quantity.replace("{name}", name),
    });
    const field = quantityField(variant);
    if (field === null) input.name = `quantity.${variant}`;
    else field.value = String(quantity);
    input.addEventListener("change", () => {
      if (field !== null) field.value = input.value;
      change(variant, name, Number(input.value));
    });
    item.append(label, input);
    return item;
  });
  byId("cart", HTMLUListElement).replaceChildren(...items);
  byId("cart-empty", HTMLElement).hidden = items.length > 0;
}

for (const card of document.querySelectorAll<HTMLElement>(".card")) {
  const input = card.querySelector("input");
  // With each key, not when the field is left: the list would grow under the pointer that is about to press the button.
  input?.addEventListener("input", () => {
    change(card.dataset["variant"] ?? "", card.dataset["name"] ?? "", Number(input.value));
  });
}

const ready = byId("ready", HTMLSelectElement);
ready.addEventListener("change", () => {
  const address = data.addresses[Number(ready.value)];
  if (ready.value === "" || address === undefined) return;
  for (const [name, value] of Object.entries(address)) {
    const field = document.getElementById(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = String(value);
  }
});
for (const name of ["address1", "zip", "city", "countryCode"]) {
  // Another place than the ready-made one has other coordinates, which nobody types.
  document.getElementById(name)?.addEventListener("change", () => {
    byId("latitude", HTMLInputElement).value = "";
    byId("longitude", HTMLInputElement).value = "";
  });
}

interface Rate {
  service_name: string;
  service_code: string;
  description: string;
  total_price: number;
  currency: string;
  min_delivery_date?: string;
  max_delivery_date?: string;
}

/** One rate of a carrier service as a way of shipping: name, price and dates. */
function rateChoice(rate: Rate): HTMLElement {
  const label = document.createElement("label");
  label.className = "choice";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "shipping", value: `rate:${rate.service_code}` });
  const price = new Intl.NumberFormat(data.locale, { style: "currency", currency: rate.currency });
  const day = (text: string | undefined) => text?.slice(0, 10) ?? "";
  const dates = [...new Set([day(rate.min_delivery_date), day(rate.max_delivery_date)])].filter(Boolean).join(" – ");
  const words = [rate.service_name, price.format(rate.total_price / 100), dates, rate.description].filter(Boolean);
  label.append(input, ` ${words.join(" · ")}`);
  return label;
}

document.getElementById("ask-rates")?.addEventListener("click", () => {
  const form = new URLSearchParams();
  for (const [name, value] of new FormData(byId("checkout", HTMLFormElement)))
    if (typeof value === "string") form.append(name, value);
  void fetch(data.ratesUrl, { method: "POST", body: form }).then(async (answer) => {
    const { rates } = (await answer.json()) as { rates: Rate[] | null };
    byId("rates", HTMLElement).replaceChildren(...(rates?.length ? rates.map(rateChoice) : [data.noRates]));
  });
});

byId("checkout", HTMLFormElement).addEventListener("submit", () => {
  sessionStorage.setItem(SENT, "yes");
});
show();

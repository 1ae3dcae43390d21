import { ofLine } from "./field.ts";
import { numberIn, textIn, yesNoIn } from "./metafields.ts";

export const LINE_FIELDS = {
  "line.sku": ofLine("text", ({ sku }) => sku),
  "line.product": ofLine("choice", ({ product }) => product, { list: "products" }),
  "line.productType": ofLine("choice", ({ productType }) => productType, { list: "productTypes" }),
  "line.vendor": ofLine("choice", ({ vendor }) => vendor, { list: "vendors" }),
  "line.tags": ofLine("set", ({ tags }) => tags, { list: "productTags" }),
  "line.quantity": ofLine("whole", ({ quantity }) => quantity, { always: true }),
  "line.unitPrice": ofLine("money", ({ unitPrice }) => unitPrice),
  "line.weight": ofLine("weight", ({ weight }) => weight),
  "line.requiresShipping": ofLine("yesNo", ({ requiresShipping }) => requiresShipping),
  "line.isGiftCard": ofLine("yesNo", ({ isGiftCard }) => isGiftCard),
  "line.sellingPlan": ofLine("text", ({ sellingPlan }) => sellingPlan),
  "line.stock": ofLine("whole", ({ stock }) => stock, { routed: true }),
  "line.stockAssigned": ofLine("whole", ({ stockAssigned }) => stockAssigned, { routed: true }),
  "line.metafieldText": ofLine("text", ({ metafields }, _, of) => textIn(metafields, of), {
    named: "metafield",
    personal: true,
  }),
  "line.metafieldNumber": ofLine("decimal", ({ metafields }, _, of) => numberIn(metafields, of), {
    named: "metafield",
    personal: true,
  }),
  "line.metafieldYesNo": ofLine("yesNo", ({ metafields }, _, of) => yesNoIn(metafields, of), {
    named: "metafield",
    personal: true,
  }),
};

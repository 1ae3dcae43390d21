/**
 * SQL of how people know an item at a location: "Camiseta · Rojo · Tienda Barcelona". `row`: the alias of something with shop_id, item_id and location_id
 * (null: no place is named). Subqueries, so that a list asks for the rows it shows alone.
 */
export const itemAtPlaceSql = (row: string): string =>
  `concat_ws(' · ',
     (select concat_ws(' · ', i.title, i.variant_title) from inventory_item i where i.shop_id = ${row}.shop_id and i.item_id = ${row}.item_id),
     (select p.name from location p where p.shop_id = ${row}.shop_id and p.location_id = ${row}.location_id))`;

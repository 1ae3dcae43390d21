export interface Order {
  id: string;
}
export const isOpen = (order: Order) => order.id !== "";

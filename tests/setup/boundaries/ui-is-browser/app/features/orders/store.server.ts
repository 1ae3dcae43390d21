export interface Row {
  id: string;
}
export const load = () => 1;

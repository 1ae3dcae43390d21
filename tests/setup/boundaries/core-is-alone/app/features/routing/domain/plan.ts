export interface Plan {
  legs: number;
}

export interface View {
  stage: string;
}
export const empty: View = { stage: "unknown" };

import { index } from "@remix-run/route-config";
export const routes = [index("home.tsx")];

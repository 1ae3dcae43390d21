export const jobs = ["orders.refresh"];

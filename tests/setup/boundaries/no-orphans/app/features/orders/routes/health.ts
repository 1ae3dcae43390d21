export const loader = () => "ok";

/** Opens and closes the side navigation of a narrow window. */

const menu = document.getElementById("menu");

function turn(open: boolean): void {
  document.body.classList.toggle("menu-open", open);
  menu?.setAttribute("aria-expanded", String(open));
}

export function closeMenu(): void {
  turn(false);
}

menu?.addEventListener("click", () => {
  turn(!document.body.classList.contains("menu-open"));
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
});

import { describe, expect, test } from "vitest";
import { pageOfStaff, readStaffFilter, writeStaffFilter, type Listed } from "./list.ts";

const person = (userId: number, name: string, more: Partial<Listed> = {}): Listed => ({
  userId: String(userId),
  name,
  role: "manager",
  email: `${userId}@shop.example`,
  firstSeenAt: "2026-01-01T00:00:00.000Z",
  lastSeenAt: `2026-11-${String(userId).padStart(2, "0")}T00:00:00.000Z`,
  ...more,
});
const filter = (address: string) => readStaffFilter(new URLSearchParams(address));
const names = (all: readonly Listed[], address: string) =>
  pageOfStaff(all, filter(address)).rows.map(({ name }) => name);

const PEOPLE = [
  person(1, "Ana Gil"),
  person(2, "Ángel Sanz", { role: "picker" }),
  person(3, ""),
  person(4, "Zoe Aguado"),
];

describe("the list of people", () => {
  test("begins with who was here last", () => {
    expect(names(PEOPLE, "")).toEqual(["Zoe Aguado", "", "Ángel Sanz", "Ana Gil"]);
  });

  test("is sorted by name as people read, those without one last both ways", () => {
    expect(names(PEOPLE, "sort=name.asc")).toEqual(["Ana Gil", "Ángel Sanz", "Zoe Aguado", ""]);
    expect(names(PEOPLE, "sort=name.desc")).toEqual(["Zoe Aguado", "Ángel Sanz", "Ana Gil", ""]);
  });

  test("finds the beginning of any word of a name, without accents, and of an address", () => {
    expect(names(PEOPLE, "q=an")).toEqual(["Ángel Sanz", "Ana Gil"]);
    expect(names(PEOPLE, "q=AGU")).toEqual(["Zoe Aguado"]);
    expect(names(PEOPLE, "q=4@")).toEqual(["Zoe Aguado"]);
  });

  test("shows one role", () => {
    expect(names(PEOPLE, "role=picker")).toEqual(["Ángel Sanz"]);
  });

  test("has pages of 25, and a last one for whoever asks for more", () => {
    const many = Array.from({ length: 30 }, (_, index) => person((index % 28) + 1, `P${index}`));
    expect(pageOfStaff(many, filter(""))).toMatchObject({ before: null, after: 2 });
    expect(pageOfStaff(many, filter("page=9"))).toMatchObject({ before: 1, after: null });
    expect(pageOfStaff(many, filter("page=9")).rows).toHaveLength(5);
  });

  test("is written in its address", () => {
    const given = filter("role=picker&q=an&sort=name.desc");
    expect(readStaffFilter(new URLSearchParams(writeStaffFilter(given)))).toEqual(given);
  });
});

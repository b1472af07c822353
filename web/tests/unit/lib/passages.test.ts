import { pieces } from "@/lib/passages";

it("marks what was searched for, counting characters as the server does", () => {
  const text = "… 🍅 Water the tomatoes today";
  expect(
    pieces({
      text,
      highlights: [
        [4, 9],
        [14, 22],
      ],
    }),
  ).toEqual([
    { text: "… 🍅 ", marked: false },
    { text: "Water", marked: true },
    { text: " the ", marked: false },
    { text: "tomatoes", marked: true },
    { text: " today", marked: false },
  ]);
});

import { render } from "@testing-library/react";

import { MarkedText } from "@/components/ui/marked-text";

it("marks what was searched for, counting characters as the server does", () => {
  const text = "… 🍅 Water the tomatoes today";
  const marks = [
    { start: 4, end: 9, className: "" },
    { start: 14, end: 22, className: "" },
  ];
  const { container } = render(<MarkedText text={text} marks={marks} />);
  const pieces = Array.from(container.childNodes, (node) => ({
    text: node.textContent,
    marked: node.nodeName === "MARK",
  }));
  expect(pieces).toEqual([
    { text: "… 🍅 ", marked: false },
    { text: "Water", marked: true },
    { text: " the ", marked: false },
    { text: "tomatoes", marked: true },
    { text: " today", marked: false },
  ]);
});

import { screen, waitFor } from "@testing-library/react";

import { show } from "../../support/render";

import { Menu, MenuItem } from "@/components/ui/menu";

function aMenu() {
  const chosen: string[] = [];
  const { user } = show(
    <Menu label="More">
      {["First", "Second"].map((name) => (
        <MenuItem
          key={name}
          onSelect={() => {
            chosen.push(name);
          }}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>,
  );
  return { user, chosen };
}

it("opens at the first press of a pointer, and again after that", async () => {
  const { user, chosen } = aMenu();
  for (const name of ["First", "Second"]) {
    await user.click(screen.getByRole("button", { name: "More" }));
    await user.click(await screen.findByRole("menuitem", { name }));
    await waitFor(() => {
      expect(screen.queryByRole("menu")).toBeNull();
    });
  }
  expect(chosen).toEqual(["First", "Second"]);
});

it.each(["{Enter}", " ", "{ArrowDown}"])(
  "leads the keyboard to its first line with %j, and back to the button",
  async (key) => {
    const { user } = aMenu();
    await user.tab();
    await user.keyboard(key);
    await waitFor(() => {
      expect(screen.getByRole("menuitem", { name: "First" })).toHaveFocus();
    });
    await user.keyboard("{Escape}");
    await waitFor(() => {
      expect(screen.getByRole("button", { name: "More" })).toHaveFocus();
    });
  },
);

import { screen } from "@testing-library/react";

import { show } from "../../support/render";

import { late } from "@/components/ui/late";

const Greeting = ({ name }: { name: string }) => <p>Hello, {name}</p>;

it("shows what stands before until the code is here", async () => {
  let arrive: (component: typeof Greeting) => void = () => undefined;
  const coming = new Promise<typeof Greeting>((resolve) => {
    arrive = resolve;
  });
  const Late = late(
    () => coming,
    ({ name }) => <p>Wait, {name}</p>,
  );
  show(<Late name="Ada" />);
  expect(screen.getByText("Wait, Ada")).toBeVisible();
  arrive(Greeting);
  expect(await screen.findByText("Hello, Ada")).toBeVisible();
  expect(screen.queryByText("Wait, Ada")).toBeNull();
});

it("says once that code lacks, and fetches it again when asked to", async () => {
  let reachable = false;
  let asked = 0;
  const Late = late(() => {
    asked += 1;
    return reachable ? Promise.resolve(Greeting) : Promise.reject(new Error("Load failed"));
  });
  const { user } = show(
    <>
      <p>The rest of the page</p>
      <Late name="Ada" />
      <Late name="Grace" />
    </>,
  );
  expect(await screen.findAllByRole("alert")).toHaveLength(1);
  expect(screen.getByRole("alert")).toHaveTextContent("A part of the app could not be fetched.");
  expect(screen.getByText("The rest of the page")).toBeVisible();

  const before = asked;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(asked).toBe(before + 1);
  expect(screen.getByRole("alert")).toBeVisible();

  reachable = true;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Hello, Ada")).toBeVisible();
  expect(screen.getByText("Hello, Grace")).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
});

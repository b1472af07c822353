import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";

import { Navigation } from "./navigation";

import { Providers } from "@/components/providers";

/** Shows `ui` as it stands in a page, with somebody to use it. */
export function show(ui: ReactNode): RenderResult & { user: UserEvent } {
  const page = (
    <Navigation>
      <Providers>
        <div data-scroller="">{ui}</div>
      </Providers>
    </Navigation>
  );
  return { user: userEvent.setup(), ...render(page) };
}

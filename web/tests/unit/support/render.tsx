import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

import { Navigation } from "./navigation";

import { Providers } from "@/components/providers";
import messages from "@/messages/en.json";

/** Shows `ui` as it stands in a page, with somebody to use it. */
export function show(ui: ReactNode): RenderResult & { user: UserEvent } {
  const page = (
    <Navigation>
      <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
        <Providers>
          <div data-scroller="">{ui}</div>
        </Providers>
      </NextIntlClientProvider>
    </Navigation>
  );
  return { user: userEvent.setup(), ...render(page) };
}

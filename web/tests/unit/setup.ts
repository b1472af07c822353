import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";

// Tests wait for conditions, not for time: a busy machine may take long, and that is no failure.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);

"use client";

import type { State } from "../states";

import { SignInForm } from "@/components/account/sign-in-form";
import { Welcome } from "@/components/account/welcome";

export const states: readonly State[] = [
  { name: "welcome", alone: true, Show: Welcome },
  { name: "sign in", Show: SignInForm },
  { name: "make an account", Show: () => <SignInForm onlyRegister /> },
];

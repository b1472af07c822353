/** What the server tells: the same shapes as in view.py. */
export type Tone = "good" | "busy" | "bad" | "idle";
export type Amount = { cpu: number | null; memory: number | null };
export type Measure = keyof Amount;

export type Instance = {
  name: string;
  tone: Tone;
  says: string;
  restarts: number;
  started: string | null;
  image: string;
  node: string;
  use: Amount;
};

export type Resource = {
  id: string;
  kind: string;
  tone: Tone;
  says: string;
  column: number;
  calls: string[];
  instances: Instance[];
  use: Amount;
  requests: Amount;
  limits: Amount;
};

export type Happening = {
  at: string | null;
  warning: boolean;
  object: string;
  reason: string;
  message: string;
  count: number;
};

export type Evidence = { what: string; value: string };

export type Fixing = {
  summary: string;
  command: string;
  risk: "read" | "safe" | "destructive";
  automatic: boolean;
  undo: string;
};

export type Problem = {
  id: string;
  rule: string;
  object: string;
  name: string;
  cause: string;
  severity: "critical" | "warning" | "info";
  confidence: "proof" | "strong" | "weak";
  evidence: Evidence[];
  also: string[];
  symptoms: { object: string; cause: string }[];
  fix: Fixing | null;
};

export type Offer = {
  id: string;
  object: string;
  name: string;
  risk: "safe" | "destructive";
  summary: string;
  difference: string;
  undo: string;
};

export type State = {
  at: string;
  resources: Resource[];
  budget: Amount;
  budget_name: string;
  events: Happening[];
  problems: Problem[];
  blind_since: string | null;
  blind_why: string;
};

export type Sample = { at: number; use: Record<string, [number, number]> };
export type Line = {
  number: number;
  at: string;
  resource: string;
  instance: string;
  text: string;
};
export type Step = { name: string; start: number | null; seconds: number };

export type Receipt = {
  at: string;
  summary: string;
  status: string;
  url: string;
  cluster: string;
  namespace: string;
  seconds: number;
  steps: Step[];
  images: Evidence[];
  releases: Evidence[];
  evidence: Evidence[];
  file: string;
};

export type About = {
  title: string;
  cluster: string;
  namespace: string;
  url: string | null;
  recorded: string | null;
  can_fix: boolean;
};

export type Whole = {
  about: About;
  state: State;
  samples: Sample[];
  lines: Line[];
  receipt: Receipt | null;
};

export type Child = Node | string | number | false | null | undefined;

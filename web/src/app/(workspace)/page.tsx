import { StandingScreen } from "@/components/tasks/standing-screen";

/** The first page is the inbox; whoever is not signed in gets the welcome instead. */
export default function Page() {
  return <StandingScreen list="inbox" />;
}

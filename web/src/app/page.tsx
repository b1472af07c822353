import { Home } from "@/components/home";

/** The one page: welcome, or tasks beside the chat. */
export default function Page() {
  return <Home />;
}

/** The first page is the inbox; whoever is not signed in gets the welcome instead. */
export { default } from "./inbox/page";

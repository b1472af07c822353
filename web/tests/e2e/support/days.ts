/** The date some days from today, in this machine's time zone. */
export const inDays = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return new Intl.DateTimeFormat("en-CA").format(date);
};

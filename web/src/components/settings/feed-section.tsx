"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";

import { Failure, Section } from "@/components/settings/section";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/button";
import { keys } from "@/lib/query-keys";
import { endFeed, hasFeed, makeFeed } from "@/lib/tokens-api";

/** An address from which calendars read the tasks. */
export function FeedSection() {
  const t = useTranslations();
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const { data: exists } = useQuery({ queryKey: keys.feed, queryFn: hasFeed });
  const refresh = () => client.invalidateQueries({ queryKey: keys.feed });
  const make = useMutation({
    mutationFn: () => makeFeed(key.current),
    onSuccess: () => {
      key.current = crypto.randomUUID();
      return refresh();
    },
  });
  const end = useMutation({
    mutationFn: endFeed,
    onSuccess: () => {
      make.reset();
      return refresh();
    },
  });
  return (
    <Section title={t("settings.feed")} about={t("settings.aboutFeed")}>
      <div className="flex flex-wrap gap-2">
        <Button
          disabled={make.isPending}
          onClick={() => {
            make.mutate();
          }}
        >
          {t(exists ? "settings.feedAnew" : "settings.feedMake")}
        </Button>
        {exists && (
          <Button
            disabled={end.isPending}
            onClick={() => {
              end.mutate();
            }}
          >
            {t("settings.feedEnd")}
          </Button>
        )}
      </div>
      {make.data && <ShownOnce name={t("settings.feedAddress")} secret={make.data} />}
      <Failure error={make.error ?? end.error} />
    </Section>
  );
}

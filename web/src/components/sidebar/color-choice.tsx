"use client";

import { useTranslations } from "next-intl";

import { COLORS, ColorDot } from "@/components/ui/color-dot";
import type { Color } from "@/lib/api-client";

interface ColorChoiceProps {
  color: Color;
  onChange: (color: Color) => void;
}

/** One of nine colours. */
export function ColorChoice({ color, onChange }: ColorChoiceProps) {
  const t = useTranslations();
  return (
    <fieldset>
      <legend className="text-faint mb-1 text-sm">{t("sidebar.color")}</legend>
      <div className="flex flex-wrap gap-1">
        {COLORS.map((one) => (
          <label
            key={one}
            title={t(`colors.${one}`)}
            className="has-checked:border-brand has-focus-visible:outline-brand grid size-9 cursor-pointer place-items-center rounded-full border-2 border-transparent has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name="color"
              className="sr-only"
              checked={one === color}
              onChange={() => {
                onChange(one);
              }}
            />
            <span className="sr-only">{t(`colors.${one}`)}</span>
            <ColorDot color={one} className="size-5" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

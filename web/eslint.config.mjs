import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Imports point one way: app → components → lib → types. */
const zone = (target, from) => ({
  target: `./src/${target}`,
  from: from.map((one) => `./src/${one}`),
});

const LETTERS = "[value=/\\p{L}{2}/u]";
const LETTERS_BETWEEN = "TemplateLiteral > TemplateElement[value.raw=/\\p{L}{2}/u]";
const SPOKEN =
  "/^(about|alt|aria-label|aria-roledescription|heading|label|placeholder|text|title)$/";

/** Where words for people may stand: as text, as what is read out, and in what is told at the end. */
const PLACES_OF_WORDS = [
  ":matches(JSXElement, JSXFragment) > JSXExpressionContainer",
  `JSXAttribute[name.name=${SPOKEN}] > JSXExpressionContainer`,
  "Property[key.name=/^(says|text)$/]",
].flatMap((place) => [place, `${place} > :matches(ConditionalExpression, LogicalExpression)`]);

/** Words stand in src/messages, in each language; a page only names them. */
const noWordsOutsideTheCatalogue = [
  `JSXText${LETTERS}`,
  `JSXAttribute[name.name=${SPOKEN}] > Literal${LETTERS}`,
  ...PLACES_OF_WORDS.flatMap((place) => [
    `${place} > Literal${LETTERS}`,
    `${place} > ${LETTERS_BETWEEN}`,
  ]),
].map((selector) => ({
  selector,
  message: 'Put the words into src/messages/*.json and name them here: t("tasks.newTask").',
}));

export default tseslint.config(
  {
    ignores: [
      ".next/",
      "node_modules/",
      "src/types/api.ts",
      "src/messages/",
      "next-env.d.ts",
      "*.mjs",
      "scripts/",
      "public/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { typescript: true } },
    rules: {
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            zone("app/{*.*,!(gallery)/**}", ["app/gallery"]),
            zone("components", ["app"]),
            zone("lib", ["app", "components"]),
            zone("types", ["app", "components", "lib"]),
          ],
        },
      ],
      "import-x/no-cycle": "error",
      "import-x/order": ["error", { alphabetize: { order: "asc" }, "newlines-between": "always" }],
      // An event handler may start something whose errors it handles itself.
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["error", { max: 220 }],
    },
  },
  {
    files: ["src/**"],
    // The gallery is for developers, and shows what persons and the API have written.
    ignores: ["src/app/gallery/**"],
    rules: { "no-restricted-syntax": ["error", ...noWordsOutsideTheCatalogue] },
  },
);

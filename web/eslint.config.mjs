import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Imports point one way: app → components → lib → types. */
const zone = (target, from) => ({
  target: `./src/${target}`,
  from: from.map((one) => `./src/${one}`),
});

export default tseslint.config(
  {
    ignores: [".next/", "node_modules/", "src/types/api.ts", "next-env.d.ts", "*.mjs", "scripts/"],
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
);

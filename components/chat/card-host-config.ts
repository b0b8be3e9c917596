const colour = (name: string) => ({ default: `var(--${name})`, subtle: "var(--muted)" });

const foregroundColors = {
  default: colour("ink"),
  dark: colour("ink"),
  light: colour("muted"),
  accent: colour("accent"),
  good: colour("added"),
  warning: colour("changed"),
  attention: colour("removed"),
};

const container = (background: string) => ({ backgroundColor: background, borderColor: "var(--line)", foregroundColors });

/** Adaptive Cards in our tokens: right in both themes without drawing the card again. */
export const cardHostConfig = {
  fontFamily: "var(--font-sans)",
  supportsInteractivity: true,
  fontSizes: { small: 12, default: 14, medium: 15, large: 17, extraLarge: 21 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: container("transparent"),
    emphasis: container("var(--raised)"),
    accent: container("var(--selected)"),
    good: container("var(--added-wash)"),
    warning: container("var(--changed-wash)"),
    attention: container("var(--removed-wash)"),
  },
  actions: {
    maxActions: 20,
    spacing: "default",
    buttonSpacing: 6,
    showCard: { actionMode: "inline", inlineTopMargin: 12 },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: "default", size: "default", isSubtle: false, weight: "bolder", wrap: true, maxWidth: 150 },
    value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
    spacing: 12,
  },
  // Titles of cards stand below the heading of the chat.
  textBlock: { headingLevel: 3 },
  inputs: {
    label: {
      requiredInputs: { color: "default", isSubtle: false, size: "default", weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { color: "default", isSubtle: false, size: "default", weight: "bolder" },
      inputSpacing: "small",
    },
    errorMessage: { color: "attention", size: "small", weight: "default", spacing: "small" },
  },
};

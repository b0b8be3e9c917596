"use client";
import { type RefObject, useId } from "react";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type ClassificationField, factOrigins, legalBases, suggestedCategories } from "@/lib/model";
import { basisNames, originNames } from "../words";
import { type Draft, retentionFault } from "./draft";

type DescriptionFieldsProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What the choice says that nobody has made: nothing yet, or in a bulk edit to leave things as they are. */
  unsaid: string;
  /** Who sees it as far as the scope tells. */
  audience: string;
  labelField?: RefObject<HTMLInputElement | null>;
  /** Names belong to one fact each. */
  hasLabel?: boolean;
};

export function DescriptionFields({ draft, onChange, unsaid, audience, labelField, hasLabel = true }: DescriptionFieldsProps) {
  const categories = useId();
  const control = (field: ClassificationField) => ({
    value: draft[field],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [field]: target.value }),
  });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {hasLabel && (
        <TextField
          ref={labelField}
          label="Label"
          placeholder="Such as: Preferred size"
          maxLength={200}
          className="sm:col-span-2"
          {...control("label")}
        />
      )}
      <TextArea
        label="Purpose"
        placeholder="What is it used for? Such as: to suggest products that fit"
        maxLength={1000}
        rows={2}
        className="sm:col-span-2"
        {...control("purpose")}
      />
      <TextField label="Category" list={categories} maxLength={100} placeholder={unsaid} {...control("category")} />
      <datalist id={categories}>
        {suggestedCategories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <Select label="Sensitive" {...control("isSensitive")}>
        <option value="">{unsaid}</option>
        <option value="no">No</option>
        <option value="yes">Yes</option>
      </Select>
      <Select label="How the bot knows it" {...control("origin")}>
        <option value="">{unsaid}</option>
        {factOrigins.map((origin) => (
          <option key={origin} value={origin}>
            {originNames[origin]}
          </option>
        ))}
      </Select>
      <Select label="Legal basis (GDPR Art. 6)" {...control("legalBasis")}>
        <option value="">{unsaid}</option>
        {legalBases.map((basis) => (
          <option key={basis} value={basis}>
            {basisNames[basis]}
          </option>
        ))}
      </Select>
      <TextField
        label="Kept for (days)"
        inputMode="numeric"
        description="After the person's last turn; 0: as long as they are known."
        error={retentionFault(draft)}
        placeholder={unsaid}
        {...control("retentionDays")}
      />
      <TextField label="Who can see it" maxLength={500} placeholder={audience} {...control("audience")} />
    </div>
  );
}

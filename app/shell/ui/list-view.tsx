import {
  ChoiceList,
  IndexFilters,
  IndexTable,
  IndexFiltersMode,
  useBreakpoints,
  useSetIndexFiltersMode,
  type IndexFiltersProps,
  type TabProps,
} from "@shopify/polaris";
import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CheckField } from "./check-field.tsx";
import { Empty } from "./empty.tsx";
import { Row as Inline } from "./stack.tsx";

type IndexFiltersPrimaryAction = NonNullable<IndexFiltersProps["primaryAction"]>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One drop-down of the list; an empty value is "not filtered". */
export interface ListFilter {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  /** Several may be chosen; the value joins them with commas. */
  readonly several?: boolean;
}

/** Lists that people saved under a name, as tabs behind the list's own (use-saved-list.ts). Each change says whether it was done. */
export interface SavedViews {
  /** `mayChange`: the reader may rename, change and delete it. */
  readonly views: readonly { readonly id: string; readonly name: string; readonly mayChange: boolean }[];
  /** The view that is shown. */
  readonly selected: string | null;
  /** The list is no longer as the view was saved. */
  readonly changed: boolean;
  readonly onOpen: (id: string) => void;
  readonly onSaveAs: (name: string) => Promise<boolean>;
  readonly onSave: (id: string) => Promise<boolean>;
  readonly onRename: (id: string, name: string) => Promise<boolean>;
  readonly onDelete: (id: string) => Promise<boolean>;
  /** Of the view that is shown: whether the list opens with it, and whether everybody sees it; null: that is not the reader's to say. */
  readonly options: readonly {
    readonly name: "isDefault" | "shared";
    readonly on: boolean;
    readonly turn: (on: boolean) => void;
  }[];
}

export interface ListSort {
  /** `column direction`, as Polaris wants it. */
  readonly value: `${string} ${"asc" | "desc"}`;
  readonly label: string;
  readonly directionLabel: string;
}

export interface ListColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly numeric?: boolean;
  /** Words that may take two lines, so that the numbers at the end of the row stay on the page. */
  readonly wraps?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface ListViewProps<Row> {
  readonly noun: { readonly singular: string; readonly plural: string };
  readonly columns: readonly [ListColumn<Row>, ...ListColumn<Row>[]];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** A row on a phone: the same content in two or three lines. */
  readonly condensed: (row: Row) => ReactNode;
  /** The first row of drop-downs: shown as tabs. */
  readonly views: ListFilter;
  /** Null: a list of one thing (a link, a replay) or with hardly anything to filter, which nobody comes back to. */
  readonly saved: SavedViews | null;
  readonly filters: readonly ListFilter[];
  readonly sorts: readonly ListSort[];
  readonly sort: ListSort["value"];
  readonly search: { readonly value: string; readonly label: string };
  readonly busy: boolean;
  /** The list is one of several things on its page: its filters do not stick to the top of a phone. */
  readonly partOfPage?: boolean;
  /** Between the filters and the rows: what can be done with rows that are chosen. */
  readonly above?: ReactNode;
  readonly empty: { readonly title: string; readonly text: string };
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
  /** Some filter, the search or the sorting changed: the new values by key (`q` and `sort` for the last two). */
  readonly onChange: (changed: Readonly<Record<string, string>>) => void;
}

const SEARCH_DELAY_MS = 350;

/** A long list: views, filters, search, sorting and paging, all of them done by the server. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { noun, columns, rows, keyOf, condensed, busy, empty, previous, next, above, saved } = props;
  const { t } = useTranslation("shell");
  const small = useBreakpoints().smDown;
  const [first, ...others] = columns;
  const heading = ({ id, title, numeric }: ListColumn<Row>) => ({
    id,
    title,
    alignment: numeric ? ("end" as const) : ("start" as const),
  });
  return (
    // One box: the card it stands in keeps its children apart.
    <div role="presentation" onMouseDown={leaveTabsWhereTheyAre}>
      <Filters {...props} />
      {saved?.selected != null && <ViewOptions options={saved.options} />}
      {above}
      <IndexTable
        resourceName={noun}
        itemCount={rows.length}
        selectable={false}
        condensed={small}
        loading={busy}
        headings={[heading(first), ...others.map(heading)]}
        emptyState={<Empty title={empty.title}>{empty.text}</Empty>}
        {...((previous ?? next) && {
          pagination: {
            hasPrevious: previous !== null,
            hasNext: next !== null,
            ...(previous && { onPrevious: previous }),
            ...(next && { onNext: next }),
            accessibilityLabels: { previous: t("list.previous"), next: t("list.next") },
          },
        })}
      >
        {rows.map((row, position) => (
          <IndexTable.Row key={keyOf(row)} id={keyOf(row)} position={position}>
            {small ? (
              <div className="e-condensed">{condensed(row)}</div>
            ) : (
              columns.map(({ id, numeric, wraps, cell }) => (
                <IndexTable.Cell key={id} className={numeric ? "e-end" : wraps ? "e-wraps" : ""}>
                  {cell(row)}
                </IndexTable.Cell>
              ))
            )}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </div>
  );
}

/**
 * A tab that gets the focus hands it to the tab that is shown (Polaris 13.9, Tabs), and the row of tabs scrolls there: on a narrow page the one that a mouse pressed is gone from
 * under it before the button is up, and the press is lost (9 of 12). So a mouse does not move the focus to tabs; keys do.
 */
function leaveTabsWhereTheyAre(event: MouseEvent) {
  if (event.target instanceof Element && event.target.closest("[role=tab]")) event.preventDefault();
}

/** What can be said of the saved view that is shown. */
function ViewOptions({ options }: Pick<SavedViews, "options">) {
  const { t } = useTranslation("shell");
  return (
    <div className="e-condensed">
      <Inline gap="loose">
        {options.map(({ name, on, turn }) => (
          <CheckField key={name} label={t(`views.${name}`)} checked={on} onChange={turn} />
        ))}
      </Inline>
    </div>
  );
}

function Filters<Row>(props: ListViewProps<Row>) {
  const { views, saved, filters, sorts, sort, search, busy, partOfPage = false, onChange } = props;
  const { t } = useTranslation("shell");
  const active = filters.filter(({ value }) => value !== "");
  const isNarrowed = active.length > 0 || search.value !== "";
  // A view that is shown as it was saved shows its tab, not its filters.
  const isAsSaved = saved?.selected != null && !saved.changed;
  const { mode, setMode } = useSetIndexFiltersMode(
    isNarrowed && !isAsSaved ? IndexFiltersMode.Filtering : IndexFiltersMode.Default,
  );
  const [text, setText] = useDelayedText(search.value, (q) => onChange({ q }));
  const cleared = Object.fromEntries([...filters.map(({ key }) => [key, ""] as const), ["q", ""]]);
  const clear = () => {
    setText("");
    onChange(cleared);
  };
  return (
    <IndexFilters
      tabs={[...views.choices.map(ownTab), ...savedTabs(saved)]}
      selected={selectedTab(views, saved)}
      onSelect={(index) => {
        const view = saved?.views[index - views.choices.length];
        if (view) saved.onOpen(view.id);
        else onChange({ [views.key]: views.choices[index]?.value ?? "" });
      }}
      canCreateNewView={saved !== null}
      {...(saved && { onCreateNewView: saved.onSaveAs, primaryAction: saving(saved) })}
      filters={filters.map((filter) => ({
        key: filter.key,
        label: filter.label,
        pinned: true,
        filter: (
          <ChoiceList
            title={filter.label}
            titleHidden
            choices={[...filter.choices]}
            allowMultiple={filter.several ?? false}
            selected={chosenOf(filter)}
            onChange={(values) => onChange({ [filter.key]: values.join(",") })}
          />
        ),
      }))}
      appliedFilters={active.map((filter) => ({
        key: filter.key,
        label: `${filter.label}: ${labelsOf(filter).join(", ")}`,
        onRemove: () => onChange({ [filter.key]: "" }),
      }))}
      queryValue={text}
      queryPlaceholder={search.label}
      onQueryChange={setText}
      onQueryClear={() => setText("")}
      onClearAll={clear}
      // What is no longer shown must not go on filtering.
      cancelAction={{ onAction: clear }}
      // Escape would cancel, and so drop the filter that was just chosen in a menu that somebody closes with it.
      disableKeyboardShortcuts
      sortOptions={[...sorts]}
      sortSelected={[sort]}
      onSort={([value]) => value !== undefined && onChange({ sort: value })}
      filteringAccessibilityLabel={t("list.filter")}
      loading={busy}
      disableStickyMode={partOfPage}
      mode={mode}
      setMode={setMode}
    />
  );
}

const chosenOf = ({ several, value }: ListFilter): string[] => (several && value !== "" ? value.split(",") : [value]);

const labelsOf = (filter: ListFilter): string[] =>
  chosenOf(filter).map((value) => filter.choices.find((choice) => choice.value === value)?.label ?? value);

const ownTab = ({ value, label }: Choice) => ({ id: value === "" ? "all" : value, content: label });

function savedTabs(saved: SavedViews | null): TabProps[] {
  if (!saved) return [];
  return saved.views.map(({ id, name, mayChange }) => ({
    id: `saved-${id}`,
    content: name,
    actions: mayChange
      ? [
          { type: "rename", onPrimaryAction: (to) => saved.onRename(id, to) },
          { type: "delete", onPrimaryAction: () => saved.onDelete(id) },
        ]
      : [],
  }));
}

function selectedTab(views: ListFilter, saved: SavedViews | null): number {
  const place = saved?.views.findIndex(({ id }) => id === saved.selected) ?? -1;
  return place >= 0 ? views.choices.length + place : views.choices.findIndex(({ value }) => value === views.value);
}

/** A saved view that is changed is saved; anything else is saved under a new name. */
function saving({ views, selected, changed, onSave, onSaveAs }: SavedViews): IndexFiltersPrimaryAction {
  return selected === null || !views.some(({ id, mayChange }) => id === selected && mayChange)
    ? { type: "save-as", onAction: onSaveAs, disabled: false, loading: false }
    : { type: "save", onAction: () => onSave(selected), disabled: !changed, loading: false };
}

/** Text that is typed at once and told after a pause; a new value from outside (back button) replaces it. */
function useDelayedText(told: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(told);
  const [seen, setSeen] = useState(told);
  const [sent, setSent] = useState(told);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What comes back from our own telling must not overwrite what was typed since.
  if (told !== seen) {
    setSeen(told);
    if (told !== sent) setText(told);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return [
    text,
    (typed) => {
      setText(typed);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setSent(typed.trim());
        tell(typed.trim());
      }, SEARCH_DELAY_MS);
    },
  ];
}

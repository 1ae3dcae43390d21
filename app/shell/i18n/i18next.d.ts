import type alerts from "../../features/alerts/locales/en.json";
import type audit from "../../features/audit/locales/en.json";
import type automation from "../../features/automation/locales/en.json";
import type billing from "../../features/billing/locales/en.json";
import type buffers from "../../features/buffers/locales/en.json";
import type carriers from "../../features/carriers/locales/en.json";
import type checkoutRates from "../../features/checkout-rates/locales/en.json";
import type counts from "../../features/counts/locales/en.json";
import type delivery from "../../features/delivery/locales/en.json";
import type guard from "../../features/guard/locales/en.json";
import type feeds from "../../features/feeds/locales/en.json";
import type home from "../../features/home/locales/en.json";
import type inbox from "../../features/inbox/locales/en.json";
import type inventory from "../../features/inventory/locales/en.json";
import type links from "../../features/links/locales/en.json";
import type localDelivery from "../../features/local-delivery/locales/en.json";
import type locations from "../../features/locations/locales/en.json";
import type messages from "../../features/messages/locales/en.json";
import type onboarding from "../../features/onboarding/locales/en.json";
import type orders from "../../features/orders/locales/en.json";
import type packing from "../../features/packing/locales/en.json";
import type picking from "../../features/picking/locales/en.json";
import type pickup from "../../features/pickup/locales/en.json";
import type replay from "../../features/replay/locales/en.json";
import type retroactive from "../../features/retroactive/locales/en.json";
import type risks from "../../features/risks/locales/en.json";
import type routing from "../../features/routing/locales/en.json";
import type search from "../../features/search/locales/en.json";
import type settings from "../../features/settings/locales/en.json";
import type sharedItems from "../../features/shared-items/locales/en.json";
import type shopper from "../../features/shopper/locales/en.json";
import type staff from "../../features/staff/locales/en.json";
import type shell from "../locales/en.json";
import type stockEdits from "../../features/stock-edits/locales/en.json";
import type transfers from "../../features/transfers/locales/en.json";

// A key that has no English text does not compile; a test compares the languages with each other.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: {
      alerts: typeof alerts;
      audit: typeof audit;
      automation: typeof automation;
      billing: typeof billing;
      buffers: typeof buffers;
      carriers: typeof carriers;
      "checkout-rates": typeof checkoutRates;
      counts: typeof counts;
      delivery: typeof delivery;
      guard: typeof guard;
      feeds: typeof feeds;
      home: typeof home;
      inbox: typeof inbox;
      inventory: typeof inventory;
      links: typeof links;
      "local-delivery": typeof localDelivery;
      locations: typeof locations;
      messages: typeof messages;
      onboarding: typeof onboarding;
      orders: typeof orders;
      packing: typeof packing;
      picking: typeof picking;
      pickup: typeof pickup;
      replay: typeof replay;
      retroactive: typeof retroactive;
      risks: typeof risks;
      routing: typeof routing;
      search: typeof search;
      settings: typeof settings;
      "shared-items": typeof sharedItems;
      shell: typeof shell;
      shopper: typeof shopper;
      staff: typeof staff;
      "stock-edits": typeof stockEdits;
      transfers: typeof transfers;
    };
  }
}

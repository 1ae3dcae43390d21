import type { ScanStage } from "../domain/carrier.ts";

/** An answer in a carrier's documented shape, with invented numbers and people, and what is to be read from it. */
export interface Recorded {
  readonly carrier: string;
  readonly answer: unknown;
  readonly trackingNumber: string;
  readonly expectedAt: string | null;
  /** Instant, code, stage and place of each scan, in the order of the answer. Times without an offset are read in Madrid. */
  readonly scans: readonly (readonly [string, string, ScanStage, string | null])[];
  /** What the same carrier says of a number it does not know. Null: its proxy is told so by the HTTP status alone. */
  readonly notFound: unknown;
}

/** Stands wherever a carrier names who sent, received or signed, and where they live: it must not get into a reading's places. */
export const PERSON = "Ana Pérez";
export const STREET = "Calle Sierpes 9";

export const RECORDED: readonly Recorded[] = [
  {
    carrier: "canada-post",
    answer: `<?xml version="1.0"?><wrapper><tracking-detail><pin>7035114477138472</pin><changed-expected-date/>
      <expected-delivery-date>2026-11-25</expected-delivery-date><significant-events>
      <occurrence><event-identifier>1496</event-identifier><event-date>2026-11-24</event-date><event-time>15:02:11</event-time>
        <event-time-zone>EST</event-time-zone><event-description>Item successfully delivered</event-description>
        <signatory-name>${PERSON}</signatory-name><event-site>MONTR&#201;AL</event-site><event-province>QC</event-province></occurrence>
      <occurrence><event-identifier>0100</event-identifier><event-date>2026-11-23</event-date><event-time>06:19:57</event-time>
        <event-time-zone></event-time-zone><event-description>Item processed</event-description>
        <event-site>TORONTO</event-site><event-province>ON</event-province></occurrence>
      </significant-events></tracking-detail></wrapper>`,
    trackingNumber: "7035114477138472",
    expectedAt: "2026-11-25T22:59:00.000Z",
    scans: [
      ["2026-11-24T20:02:11.000Z", "1496", "delivered", "MONTRÉAL, QC"],
      ["2026-11-23T05:19:57.000Z", "0100", "in_transit", "TORONTO, ON"],
    ],
    notFound: `<wrapper><messages xmlns="http://www.canadapost.ca/ws/track"><message><code>004</code></message></messages></wrapper>`,
  },
  {
    carrier: "chronopost",
    answer: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><n:trackSkybillV2Response xmlns:n="x"><return>
      <errorCode>0</errorCode><listEventInfoComp>
      <events><code>DC</code><eventDate>2026-11-22T13:47:53+01:00</eventDate><eventLabel>In preparation</eventLabel><officeLabel>Web Services</officeLabel></events>
      <events><code>TA</code><eventDate>2026-11-24T07:12:05+01:00</eventDate><eventLabel>In delivery</eventLabel><officeLabel>ARRAS</officeLabel>
        <infoCompList><name>Consignee's name</name><value>${PERSON}</value></infoCompList></events>
      <skybillNumber>XT000000001FR</skybillNumber></listEventInfoComp></return></n:trackSkybillV2Response></s:Body></s:Envelope>`,
    trackingNumber: "XT000000001FR",
    expectedAt: null,
    scans: [
      ["2026-11-22T12:47:53.000Z", "DC", "labelled", "Web Services"],
      ["2026-11-24T06:12:05.000Z", "TA", "out_for_delivery", "ARRAS"],
    ],
    notFound: `<r><return><errorCode>0</errorCode><listEventInfoComp/></return></r>`,
  },
  {
    carrier: "dhl-express",
    answer: `<req:TrackingResponse xmlns:req="http://www.dhl.com"><AWBInfo><AWBNumber>3318810025</AWBNumber>
      <Status><ActionStatus>success</ActionStatus></Status><ShipmentInfo><ConsigneeName>${PERSON}</ConsigneeName>
      <EstDlvyDateUTC>2026-11-25 22:59:00</EstDlvyDateUTC>
      <ShipmentEvent><Date>2026-11-23</Date><Time>19:27:00</Time><ServiceEvent><EventCode>PU</EventCode><Description>Shipment picked up</Description></ServiceEvent>
        <Signatory>${PERSON}</Signatory><ServiceArea><ServiceAreaCode>BCN</ServiceAreaCode><Description>Barcelona - Spain </Description></ServiceArea></ShipmentEvent>
      <ShipmentEvent><Date>2026-11-24</Date><Time>09:05:30</Time><ServiceEvent><EventCode>NH</EventCode><Description/></ServiceEvent>
        <Signatory/><ServiceArea><Description>Milan - Italy</Description></ServiceArea></ShipmentEvent>
      </ShipmentInfo></AWBInfo></req:TrackingResponse><!-- ServiceInvocationId:1 -->`,
    trackingNumber: "3318810025",
    expectedAt: "2026-11-25T22:59:00.000Z",
    scans: [
      ["2026-11-23T18:27:00.000Z", "PU", "handed_over", "Barcelona - Spain"],
      ["2026-11-24T08:05:30.000Z", "NH", "attempted", "Milan - Italy"],
    ],
    notFound: `<TrackingResponse><AWBInfo><AWBNumber>3318810025</AWBNumber><Status><ActionStatus>No Shipments Found</ActionStatus></Status></AWBInfo></TrackingResponse>`,
  },
  {
    carrier: "dhl",
    answer: {
      shipments: [
        {
          id: 7777777770,
          status: { statusCode: "transit", status: "DELIVERED" },
          estimatedTimeOfDelivery: "2026-11-26T00:00:00Z",
          events: [
            {
              timestamp: "2026-11-24T07:53:47",
              statusCode: "transit",
              status: "DELIVERED",
              description: PERSON,
              location: { address: { addressLocality: `${STREET}, SEVILLA`, postalCode: "41004", countryCode: "ES" } },
            },
            { timestamp: "2026-11-23T20:00:00+01:00", statusCode: "pre-transit", description: "Announced" },
          ],
        },
      ],
    },
    trackingNumber: "7777777770",
    expectedAt: "2026-11-26T00:00:00.000Z",
    scans: [
      ["2026-11-24T06:53:47.000Z", "transit", "in_transit", "SEVILLA, ES"],
      ["2026-11-23T19:00:00.000Z", "pre-transit", "labelled", null],
    ],
    notFound: { title: "No result found", status: 404, detail: "No shipment with given tracking number found." },
  },
  {
    carrier: "dpd",
    answer: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><getTrackingDataResponse><trackingresult>
      <shipmentInfo><receiver>${PERSON}</receiver><status>SHIPMENT</status><statusHasBeenReached>false</statusHasBeenReached></shipmentInfo>
      <statusInfo><status>Depot</status><description><content><content>At the depot.</content></content></description>
        <statusHasBeenReached>true</statusHasBeenReached><location><content>Mechelen (BE)</content></location><date><content>11/23/2026 12:05:09 AM</content></date></statusInfo>
      <statusInfo><status>ReturningFromDelivery</status><description><content><content>Back at the depot.</content></content></description>
        <statusHasBeenReached>true</statusHasBeenReached><location><content>Mechelen (BE)</content></location><date><content>11/23/2026 7:11:26 PM</content></date></statusInfo>
      <statusInfo><status>Delivered</status><statusHasBeenReached>false</statusHasBeenReached></statusInfo>
      </trackingresult></getTrackingDataResponse></soap:Body></soap:Envelope>`,
    trackingNumber: "asked-for",
    expectedAt: null,
    scans: [
      ["2026-11-22T23:05:09.000Z", "Depot", "in_transit", "Mechelen (BE)"],
      ["2026-11-23T18:11:26.000Z", "ReturningFromDelivery", "attempted", "Mechelen (BE)"],
    ],
    notFound: `<r><trackingresult/></r>`,
  },
  {
    carrier: "easypost",
    answer: {
      object: "Tracker",
      tracking_code: "EZ2000000002",
      status: "delivered",
      signed_by: PERSON,
      est_delivery_date: "2026-11-25T00:00:00Z",
      tracking_details: [
        {
          status: "pre_transit",
          status_detail: "label_created",
          message: "Label created",
          datetime: "2026-11-22T03:34:58Z",
          tracking_location: { city: null, state: null, country: null, zip: null },
        },
        {
          status: "in_transit",
          status_detail: "weather_delay",
          message: "Delayed",
          datetime: "2026-11-23T16:11:58Z",
          tracking_location: { city: "HOUSTON", state: "TX", country: "US", zip: "77063" },
        },
      ],
    },
    trackingNumber: "EZ2000000002",
    expectedAt: "2026-11-25T00:00:00.000Z",
    scans: [
      ["2026-11-22T03:34:58.000Z", "pre_transit/label_created", "labelled", null],
      ["2026-11-23T16:11:58.000Z", "in_transit/weather_delay", "delayed", "HOUSTON, TX, US"],
    ],
    notFound: null,
  },
  {
    carrier: "fedex",
    answer: {
      output: {
        completeTrackResults: [
          {
            trackingNumber: "986578788855",
            trackResults: [
              // The number was used before, for another parcel.
              { scanEvents: [{ date: "2025-01-07T10:00:00-06:00", eventType: "DL", eventDescription: "Delivered" }] },
              {
                recipientInformation: { contact: { personName: PERSON } },
                estimatedDeliveryTimeWindow: { window: { ends: "2026-11-25T20:00:00-08:00" } },
                scanEvents: [
                  {
                    date: "2026-11-24T11:26:00-08:00",
                    eventType: "DE",
                    eventDescription: "Delivery exception",
                    exceptionCode: "08",
                    exceptionDescription: "Customer not available or business closed",
                    derivedStatusCode: "DL",
                    scanLocation: {
                      streetLines: [STREET],
                      city: "CLOVIS",
                      stateOrProvinceCode: "CA",
                      countryCode: "US",
                    },
                  },
                  {
                    date: "2026-11-24T08:55:00-08:00",
                    eventType: "OD",
                    eventDescription: "On FedEx vehicle for delivery",
                    exceptionCode: "",
                    scanLocation: { city: "CLOVIS", stateOrProvinceCode: "CA", countryCode: "US" },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    trackingNumber: "986578788855",
    expectedAt: "2026-11-26T04:00:00.000Z",
    scans: [
      ["2026-11-24T19:26:00.000Z", "DE/08", "attempted", "CLOVIS, CA, US"],
      ["2026-11-24T16:55:00.000Z", "OD", "out_for_delivery", "CLOVIS, CA, US"],
    ],
    notFound: {
      output: {
        completeTrackResults: [
          { trackingNumber: "1", trackResults: [{ error: { code: "TRACKING.TRACKINGNUMBER.NOTFOUND" } }] },
        ],
      },
    },
  },
  {
    carrier: "gls",
    answer: {
      parcels: [
        {
          requested: "604831862623",
          unitno: "60483186262",
          status: "DELIVERED",
          statusDateTime: "2026-11-24T15:24:57+0100",
          events: [
            {
              code: "DELIVD.PARCELSHOP",
              city: "Berlin",
              postalCode: "10437",
              country: "DE",
              description: "Delivered to the ParcelShop.",
              eventDateTime: "2026-11-24T15:24:57+0100",
            },
            {
              code: "INTIAL.PREADVICE",
              city: "",
              country: "DE",
              description: "Data entered.",
              eventDateTime: "2026-11-22T09:30:00+0100",
            },
          ],
        },
      ],
    },
    trackingNumber: "604831862623",
    expectedAt: null,
    scans: [
      ["2026-11-24T14:24:57.000Z", "DELIVD.PARCELSHOP", "ready_for_pickup", "Berlin, DE"],
      ["2026-11-22T08:30:00.000Z", "INTIAL.PREADVICE", "labelled", "DE"],
    ],
    notFound: { parcels: [{ requested: "604831862623", errorCode: "E_404_01", errorMessage: "Resource Not Found" }] },
  },
  {
    carrier: "la-poste",
    answer: [
      {
        returnCode: 200,
        shipment: {
          idShip: "EW000000005FR",
          estimDate: "2026-11-25T09:38:00+01:00",
          timeline: [{ id: 5, shortLabel: "Votre colis a été livré", status: true }],
          event: [
            { code: "DI2", label: "Votre colis est livré à l'expéditeur.", date: "2026-11-24T09:38:00+01:00" },
            { code: "ET1", label: "Votre colis est en transit.", date: "2026-11-22T07:34:12+01:00" },
          ],
        },
      },
    ],
    trackingNumber: "EW000000005FR",
    expectedAt: "2026-11-25T08:38:00.000Z",
    scans: [
      ["2026-11-24T08:38:00.000Z", "DI2", "returned", null],
      ["2026-11-22T06:34:12.000Z", "ET1", "in_transit", null],
    ],
    notFound: { returnCode: 404, returnMessage: "Ressource non trouvée" },
  },
  {
    carrier: "royal-mail",
    answer: {
      mailPieces: {
        mailPieceId: "090367574000000FE1E1B",
        summary: { statusCategory: "DELIVERED" },
        signature: { recipientName: PERSON },
        estimatedDelivery: { date: "2026-11-25", endOfEstimatedWindow: "11:00:00+00:00" },
        events: [
          {
            eventCode: "EVNMI",
            eventName: "Forwarded - Mis-sort",
            eventDateTime: "2026-11-23T10:04:00+00:00",
            locationName: "Stafford DO",
          },
          {
            eventCode: "EVGPD",
            eventName: "Due to be delivered today",
            eventDateTime: "2026-11-24T07:00:00Z",
            locationName: "",
          },
        ],
      },
    },
    trackingNumber: "090367574000000FE1E1B",
    expectedAt: "2026-11-25T11:00:00.000Z",
    scans: [
      ["2026-11-23T10:04:00.000Z", "EVNMI", "delayed", "Stafford DO"],
      ["2026-11-24T07:00:00.000Z", "EVGPD", "out_for_delivery", null],
    ],
    notFound: { httpCode: "404", httpMessage: "Not Found" },
  },
  {
    carrier: "ups",
    answer: {
      trackResponse: {
        shipment: [
          {
            inquiryNumber: "1Z5R89390357567127",
            package: [
              {
                trackingNumber: "1Z5R89390357567127",
                deliveryDate: [{ type: "SDD", date: "20261125" }],
                deliveryInformation: { receivedBy: PERSON },
                activity: [
                  {
                    date: "20261124",
                    time: "071356",
                    gmtOffset: "-05:00",
                    location: {
                      address: { addressLine1: STREET, city: "Wayne", stateProvince: "NJ", countryCode: "US" },
                    },
                    status: {
                      type: "X",
                      code: "SR",
                      description: "Released by customs.",
                      simplifiedTextDescription: "Delivered",
                    },
                  },
                  { date: "20261123", time: "180000", status: { type: "I", code: "7Q", description: "Departed" } },
                ],
              },
            ],
          },
        ],
      },
    },
    trackingNumber: "1Z5R89390357567127",
    expectedAt: "2026-11-25T22:59:00.000Z",
    scans: [
      ["2026-11-24T12:13:56.000Z", "X/SR", "in_transit", "Wayne, NJ, US"],
      ["2026-11-23T17:00:00.000Z", "I/7Q", "in_transit", null],
    ],
    notFound: {
      trackResponse: { shipment: [{ warnings: [{ code: "TW0001", message: "Tracking Information Not Found" }] }] },
    },
  },
  {
    carrier: "usps",
    answer: {
      trackingNumber: "9400111206206406260787",
      statusCategory: "Delivered",
      trackingEvents: [
        {
          eventType: "Arrived at Post Office",
          eventTimestamp: "2026-11-24T08:59:00",
          GMTTimestamp: "2026-11-24T13:59:45Z",
          GMTOffset: "-05:00",
          eventCity: "LECANTO",
          eventState: "FL",
          eventZIP: "34461",
          eventCountry: null,
          name: PERSON,
          eventCode: "07",
        },
        { eventType: "Label created", eventTimestamp: "2026-11-22T11:32:00", GMTOffset: "-05:00", eventCode: "GX" },
      ],
    },
    trackingNumber: "9400111206206406260787",
    expectedAt: null,
    scans: [
      ["2026-11-24T13:59:45.000Z", "07", "in_transit", "LECANTO, FL"],
      ["2026-11-22T16:32:00.000Z", "GX", "labelled", null],
    ],
    notFound: { error: { code: "404", message: "Not found" } },
  },
];

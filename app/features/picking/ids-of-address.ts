import { readId, type ParcelId, type PickBatchId, type PickTaskId } from "../../core/ids.ts";

const idOf = <Id extends ParcelId | PickBatchId | PickTaskId>(text: string | undefined): Id => {
  const id = readId<Id>(text);
  if (id === undefined) throw new Response(null, { status: 404 });
  return id;
};

/** The batch an address names; one that no batch can have is a page that does not exist. */
export const batchIdOf = (text: string | undefined): PickBatchId => idOf<PickBatchId>(text);
/** The same for an order of a batch. */
export const taskIdOf = (text: string | undefined): PickTaskId => idOf<PickTaskId>(text);
/** The same for a parcel. */
export const parcelIdOf = (text: string | undefined): ParcelId => idOf<ParcelId>(text);

/** The ids of seeded records: the first post is `postId(1)`, on every machine and in every run. */
export function postId(number: number): string {
  return `9057ab1e-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function userId(number: number): string {
  return `0b5e1f00-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function mediaId(number: number): string {
  return `med_${number.toString(36).padStart(8, "0")}`;
}

export function eventId(number: number): string {
  return `evt_${String(number).padStart(6, "0")}`;
}

/** The number in an event's id; undefined where it is none of ours. */
export function eventNumber(id: string): number | undefined {
  const digits = /^evt_(\d{6,})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

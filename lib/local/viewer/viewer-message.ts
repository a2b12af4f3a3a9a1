/** A phone of the demonstration. */
export interface ViewerPhone {
  readonly personName: string;
  readonly role: string;
  /** As `0912***001`: the page shows it as it is given. */
  readonly phoneMasked: string;
}

/** An SMS that the emulated carrier has taken. */
export interface ViewerMessage extends ViewerPhone {
  /** ISO 8601 UTC */
  readonly at: string;
  readonly text: string;
  readonly segments: number;
}

export interface PhoneWithMessages extends ViewerPhone {
  /** Newest first. */
  readonly messages: readonly ViewerMessage[];
}

/** One phone for each person: those given first, in their order, then others who got a message. */
export const groupByPhone = (
  phones: readonly ViewerPhone[],
  messages: readonly ViewerMessage[],
): readonly PhoneWithMessages[] => {
  const groups = new Map<string, { phone: ViewerPhone; messages: ViewerMessage[] }>();
  const groupOf = (phone: ViewerPhone) => {
    const key = JSON.stringify([phone.personName, phone.phoneMasked]);
    const group = groups.get(key) ?? { phone, messages: [] };
    groups.set(key, group);
    return group.messages;
  };
  phones.forEach(groupOf);
  for (const message of messages) groupOf(message).push(message);
  return [...groups.values()].map((group) => ({
    personName: group.phone.personName,
    role: group.phone.role,
    phoneMasked: group.phone.phoneMasked,
    messages: group.messages.sort((a, b) => b.at.localeCompare(a.at)),
  }));
};

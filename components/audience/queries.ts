import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { numbersKeys } from "@/components/dashboard/queries";
import { DemographicsResponse } from "@/lib/api/demographics";
import { fetchApi } from "@/lib/api/fetch";
import { searchOf } from "@/lib/api/search-of";
import type { DayRange } from "@/lib/domain/day";

/** Read again after each sync, as all numbers are; audiences themselves are read once a day. */
export const audienceQuery = (connectionId: string, range: DayRange) =>
  queryOptions({
    queryKey: [...numbersKeys.all, "audience", connectionId, range] as const,
    queryFn: ({ signal }) =>
      fetchApi(`/api/demographics?${searchOf({ connectionId, ...range })}`, DemographicsResponse, { signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** The part of Meta's SDK that tests use; the package comes without types. */
declare module "facebook-nodejs-business-sdk" {
  type Params = Record<string, unknown>;
  type Fields = string[];

  export class FacebookAdsApi {
    /** With `reportsCrashes`, which is the SDK's default, it tells Meta about them. */
    constructor(accessToken: string, locale: string, reportsCrashes: boolean);
    static setDefaultApi(api: FacebookAdsApi): void;
    call(
      method: string,
      path: string | string[],
      params?: Params,
      files?: Params,
      isMultipart?: boolean,
      /** Instead of `https://graph.facebook.com`. */
      urlOverride?: string,
    ): Promise<unknown>;
  }

  export class FacebookAdsApiBatch {
    constructor(api: FacebookAdsApi);
    add(
      method: string,
      path: string | string[],
      params: Params | undefined,
      files: undefined,
      isDone: (answer: { body: Params }) => void,
      isRefused: (answer: { error: { status: number; response: Params } }) => void,
    ): unknown;
    execute(): Promise<unknown>;
  }

  class Node {
    constructor(id: string | null, data?: Params, parentId?: string, api?: FacebookAdsApi);
    get(fields: Fields): Promise<this>;
    exportAllData(): Params & { id: string };
  }

  /** One page at a time. */
  export interface Cursor<T> extends Array<T> {
    hasNext(): boolean;
    next(): Promise<Cursor<T>>;
    hasPrevious(): boolean;
    previous(): Promise<Cursor<T>>;
  }
  type Edge<T> = (fields: Fields, params?: Params) => Promise<Cursor<T>>;

  export class AdsInsights extends Node {}
  export class Ad extends Node {
    getInsights: Edge<AdsInsights>;
  }
  export class AdSet extends Node {
    getAds: Edge<Ad>;
    getInsights: Edge<AdsInsights>;
  }
  export class Campaign extends Node {
    getAdSets: Edge<AdSet>;
    getAds: Edge<Ad>;
    getInsights: Edge<AdsInsights>;
    getInsightsAsync(fields: Fields, params?: Params): Promise<AdReportRun>;
  }
  export class AdReportRun extends Node {
    id: string;
    getInsights: Edge<AdsInsights>;
  }
  export class AdAccount extends Node {
    getCampaigns: Edge<Campaign>;
    getAdSets: Edge<AdSet>;
    getAds: Edge<Ad>;
    getInsights: Edge<AdsInsights>;
    getInsightsAsync(fields: Fields, params?: Params): Promise<AdReportRun>;
    createCampaign(fields: Fields, params?: Params): Promise<Campaign>;
  }
  export class User extends Node {
    getAdAccounts: Edge<AdAccount>;
  }
}
